// Puts names beside nodes so that none covers another: the first in the list has the first choice.

const FIRST = 14;

/**
 * Places for labels. `wanted`: [{x, y, r, width}] in order of importance, `blocked`: boxes that must
 * stay free. Gives for each the left edge and the middle of its text, or null when there is no room.
 */
export function placeLabels(wanted, blocked, bounds, height = 15) {
  const cells = new Map(), SIZE = 48, boxes = [];
  const each = (box, visit) => {
    for (let cx = Math.floor(box.left / SIZE); cx <= Math.floor(box.right / SIZE); cx++) {
      for (let cy = Math.floor(box.top / SIZE); cy <= Math.floor(box.bottom / SIZE); cy++) if (visit(cx * 4099 + cy)) return true;
    }
    return false;
  };
  const put = (box) => {
    const number = boxes.push(box) - 1;
    each(box, (cell) => { if (cells.has(cell)) cells.get(cell).push(number); else cells.set(cell, [number]); });
  };
  const free = (box, own, over) => !each(box, (cell) => (cells.get(cell) ?? []).some((number) => {
    const other = boxes[number];
    if (over && other.node && other.owner > own && other.owner >= FIRST) return false;
    return other.owner !== own && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  }));
  for (const box of blocked) put({ ...box, node: true });
  return wanted.map((label, owner) => {
    const gap = label.r + 4, side = label.r * 0.7 + 2, rise = label.r * 0.7 + height / 2, choices = [
      [label.x + gap, label.y], [label.x - gap - label.width, label.y],
      [label.x - label.width / 2, label.y - gap - height / 2 + 2], [label.x - label.width / 2, label.y + gap + height / 2 - 2],
      [label.x + side, label.y - rise], [label.x + side, label.y + rise], [label.x - side - label.width, label.y - rise], [label.x - side - label.width, label.y + rise],
    ];
    // The names that matter most may lie over the dots of lesser nodes if there is no other place: a hub
    // without a name is no help.
    for (const over of (label.owner ?? owner) < FIRST ? [false, true] : [false]) for (const [left, middle] of choices) {
      const box = { left: left - 2, right: left + label.width + 2, top: middle - height / 2, bottom: middle + height / 2, owner: label.owner ?? owner };
      if (box.left < 2 || box.right > bounds.width - 2 || box.top < 2 || box.bottom > bounds.height - 2) continue;
      if (!free(box, label.owner, over)) continue;
      put(box);
      return { left, middle };
    }
    return null;
  });
}
