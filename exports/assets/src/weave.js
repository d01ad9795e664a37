// The geometry of the timeline's lines: where they run, meet, and carry marks. Nothing is drawn here.

import { BAR, FADING, OPEN_BEGIN, OPEN_END, UNDATED, UP_TO, eachActor } from './model.js';
import { tieKnots } from './lanes.js';

const KNOT_GAP = 18, BEND = 26, MARK_GAP = 17, STRAND = 4, LEAST_BAR = 9, FOLD = 13, TAIL = 54;

/**
 * What to draw for `lanes` (actors from top to bottom) with `rowY(row)` as their heights.
 * `mode` is story, swim, or auto, which takes storylines while they stay readable.
 */
export function weave(model, result, lanes, scale, rowY, mode) {
  const found = sort(model, result, lanes, scale);
  const width = scale.right - scale.left;
  let knots = [];
  if (mode !== 'swim') {
    knots = tieKnots(found.meetings, KNOT_GAP);
    // Vague times have their middles in common, which says nothing of how many met on a day.
    const exact = (events) => events.filter((e) => !found.wide(e)).length;
    const crowded = knots.length > width / 28 || knots.some((knot) => exact(knot.events) > 12) || knots.length * 8 < found.meetings.length;
    if (mode === 'auto' && crowded) mode = 'swim';
    else mode = 'story';
  }
  if (mode === 'swim') {
    for (const meeting of found.meetings) for (const row of meeting.rows) found.points.push({ row, x: meeting.x, event: meeting.event });
    knots = [];
  }
  if (knots.length) found.points = fold(found.points, knots);
  for (const knot of knots) setKnot(knot, rowY);
  const threads = lanes.map((_, row) => thread(row, knots, rowY, scale));
  const marks = bundle(found.points, lanes.length, threads, rowY);
  const links = mode === 'swim' && found.meetings.length <= 300 ? found.meetings : [];
  return { mode, knots, threads, marks, bars: found.bars, links, count: found.count, wide: found.wide };
}

/** From where to where an event lies, in pixels; one of which only the last day is known has a tail before it. */
function extent({ begin, span, flags }, scale, e) {
  const right = scale.x(begin[e] + span[e] + 1);
  return { left: flags[e] & UP_TO ? right - TAIL : scale.x(begin[e]), right };
}

/**
 * Splits events into meetings of several lanes and points of one lane, each in the middle of its time (at
 * the end that is known when the other is open), and bars for uncertain or long times that are `wide` here.
 */
function sort(model, result, lanes, scale) {
  const row = new Map(lanes.map((a, i) => [a, i])), { begin, span, flags } = model.event;
  const wide = (e) => {
    if (!(flags[e] & (FADING | BAR))) return false;
    const { left, right } = extent(model.event, scale, e);
    return right - left >= LEAST_BAR;
  };
  const meetings = [], points = [], bars = [];
  let count = 0;
  for (const event of result.events) {
    if (flags[event] & UNDATED) continue;
    const from = begin[event], to = from + span[event];
    if (from > scale.high || to < scale.low) continue;
    const rows = [];
    eachActor(model, event, (a) => { if (row.has(a)) rows.push(row.get(a)); });
    if (!rows.length) continue;
    count++;
    const { left, right } = extent(model.event, scale, event), isWide = wide(event);
    const openLeft = (flags[event] & UP_TO) !== 0 || from <= OPEN_BEGIN, openRight = to >= OPEN_END;
    const x = openLeft ? right : openRight ? left : (left + right) / 2;
    if (isWide) {
      const vague = (flags[event] & FADING) !== 0 && !openLeft && !openRight;
      for (const r of rows) bars.push({ row: r, left, right, event, fadeLeft: openLeft || vague, fadeRight: openRight || vague });
      // Of a time that reaches beyond the window only the bar is seen, unless its middle is in it.
      if (x < scale.left || x > scale.right) continue;
    }
    if (rows.length > 1) meetings.push({ x, rows, event });
    else points.push({ row: rows[0], x, event });
  }
  meetings.sort((a, b) => a.x - b.x || a.event - b.event);
  return { meetings, points, bars, count, wide };
}

/** Points so close to a knot of their lane that both could not be told apart go into it. */
function fold(points, knots) {
  return points.filter((point) => {
    const knot = knots.find((one) => one.rows.has(point.row) && Math.abs(one.x - point.x) < FOLD);
    if (knot) knot.events.push(point.event);
    return !knot;
  });
}

function setKnot(knot, rowY) {
  knot.order = [...knot.rows].sort((a, b) => a - b);
  const middle = knot.order.reduce((sum, row) => sum + rowY(row), 0) / knot.order.length;
  knot.y = middle;
  knot.reach = ((knot.order.length - 1) * STRAND) / 2;
  knot.at = new Map(knot.order.map((row, i) => [row, middle - knot.reach + i * STRAND]));
}

/** The corners of one line: `[x, y]` between which it runs in soft bends. */
function thread(row, knots, rowY, scale) {
  const y = rowY(row), own = knots.filter((knot) => knot.rows.has(row)), corners = [[scale.left, y]];
  own.forEach((knot, i) => {
    const height = knot.at.get(row), before = i ? own[i - 1].x : scale.left - 2 * BEND, after = i + 1 < own.length ? own[i + 1].x : scale.right + 2 * BEND;
    // Lines that meet again soon go straight there; others come home in between.
    if (knot.x - before >= 2 * BEND && knot.x - BEND > scale.left) corners.push([knot.x - BEND, y]);
    corners.push([knot.x - 3, height], [knot.x + 3, height]);
    if (after - knot.x >= 2 * BEND && knot.x + BEND < scale.right) corners.push([knot.x + BEND, y]);
  });
  const last = corners[corners.length - 1];
  corners.push([Math.max(scale.right, last[0]), own.length && last[0] > scale.right - BEND ? last[1] : y]);
  return corners;
}

/** The height of a line at `x`: the same soft bend that is drawn. */
export function heightAt(corners, x) {
  for (let i = 1; i < corners.length; i++) {
    const [x0, y0] = corners[i - 1], [x1, y1] = corners[i];
    if (x > x1 && i < corners.length - 1) continue;
    if (y0 === y1 || x1 <= x0) return y1;
    const goal = Math.min(Math.max((x - x0) / (x1 - x0), 0), 1);
    let t = goal;
    for (let k = 0; k < 5; k++) {
      const value = 1.5 * t - 1.5 * t * t + t * t * t - goal, slope = 1.5 - 3 * t + 3 * t * t;
      t -= value / slope;
    }
    return y0 + (y1 - y0) * (3 * t * t - 2 * t * t * t);
  }
  return corners[corners.length - 1][1];
}

/** Marks of one lane that would overlap become one mark with a count; all others are a gap apart. */
function bundle(points, lanes, threads, rowY) {
  const rows = Array.from({ length: lanes }, () => []), marks = [];
  for (const point of points) rows[point.row].push(point);
  for (const list of rows) marks.push(...keepApart(gather(list.sort((a, b) => a.x - b.x || a.event - b.event))));
  for (const mark of marks) mark.y = threads[mark.row].length > 2 ? heightAt(threads[mark.row], mark.x) : rowY(mark.row);
  return marks;
}

const middleOf = (mark) => { mark.x = (mark.first + mark.last) / 2; return mark; };

function gather(list) {
  const marks = [];
  for (const { row, x, event } of list) {
    const mark = marks[marks.length - 1];
    if (mark && x - mark.first < MARK_GAP) { mark.events.push(event); mark.last = x; } else marks.push({ row, first: x, last: x, events: [event] });
  }
  return marks.map(middleOf);
}

/** A mark too near to the one before it moves within the time that it stands for, or joins it. */
function keepApart(marks) {
  const kept = [];
  for (const mark of marks) {
    const before = kept[kept.length - 1];
    if (!before || mark.x - before.x >= MARK_GAP) kept.push(mark);
    else if (before.x + MARK_GAP <= mark.last) { mark.x = before.x + MARK_GAP; kept.push(mark); } else {
      before.events.push(...mark.events);
      before.last = mark.last;
      before.x = Math.max(before.x, (before.first + before.last) / 2);
    }
  }
  return kept;
}
