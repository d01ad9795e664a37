// A canvas that fills its box at the screen's resolution, and the scale from days to pixels.

const boxes = new WeakMap();

const whole = ({ width, height }) => ({ width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) });

/** The size of an element in whole CSS pixels, without asking for a new layout if it is watched. */
export const boxOf = (element) => boxes.get(element) ?? whole(element.getBoundingClientRect());

/** Keeps the sizes of `elements` at hand, and calls `changed` when one of them becomes another. */
export function watchBoxes(elements, changed) {
  const observer = new ResizeObserver((entries) => {
    let other = false;
    for (const { target, contentRect } of entries) {
      const before = boxes.get(target), now = whole(contentRect);
      boxes.set(target, now);
      if (before.width !== now.width || before.height !== now.height) other = true; // it also tells the size at the start
    }
    if (other) changed();
  });
  for (const element of elements) {
    boxes.set(element, boxOf(element));
    observer.observe(element);
  }
}

/** Fits a canvas to its element's box; gives `{context, width, height}` in CSS pixels. */
export function fitCanvas(canvas) {
  const { width, height } = boxOf(canvas.parentElement), ratio = Math.min(devicePixelRatio || 1, 2);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height };
}

/** Days [low, high + 1) to pixels [left, right). */
export function timeScale(low, high, left, right) {
  const perDay = (right - left) / (high + 1 - low);
  return { low, high, left, right, perDay, x: (day) => left + (day - low) * perDay, day: (x) => low + (x - left) / perDay };
}

/** Calls `work` once before the next frame, however often it is asked for. */
export function onFrame(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; work(); });
  };
}

/** Where an event of a pointer lies in an element. */
export function pointIn(element, event) {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Text that keeps its own direction and cannot turn that of its neighbours. */
export const isolate = (text) => `\u2068${text}\u2069`;

/** Room for names on the left, the same for the histogram and the lines so that their axes agree. */
export const gutter = (width) => width < 560 ? 88 : 128;

/** A name on a slip of the paper's colour, so that lines under it do not cross its strokes. */
export function writeName(context, paper, colour, text, x, y, font) {
  const { globalAlpha } = context, name = isolate(text);
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = paper;
  context.globalAlpha = globalAlpha * 0.82;
  context.fillRect(x - 2, y - 8, context.measureText(name).width + 4, 16);
  context.globalAlpha = globalAlpha;
  context.fillStyle = colour;
  context.fillText(name, x, y);
}
