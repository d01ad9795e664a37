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
    for (const knot of knots) lookOf(knot);
    // Vague times have their middles in common, which says nothing of how many met on a day.
    const crowded = knots.length > width / 28 || knots.some((knot) => knot.events.length - knot.wide > 12) || knots.length * 8 < found.meetings.length;
    if (mode === 'auto' && crowded) mode = 'swim';
    else mode = 'story';
  }
  if (mode === 'swim') {
    for (const meeting of found.meetings) for (const row of meeting.rows) found.points.push({ row, x: meeting.x, event: meeting.event, look: meeting.look });
    knots = [];
  }
  if (knots.length) found.points = fold(found.points, knots);
  for (const knot of knots) setKnot(knot, rowY);
  const threads = lanes.map((_, row) => thread(row, knots, rowY, scale));
  const marks = bundle(found.points, lanes.length, threads, rowY);
  const links = mode === 'swim' && found.meetings.length <= 300 ? found.meetings : [];
  return { mode, knots, threads, marks, bars: inKnots(found.bars, knots), links, count: found.count };
}

/** Looks of an event: of one day; short and lasting; short and vague; wide; wide and vague. */
const EXACT = 0, FLAT = 1, FADE = 2, WIDE = 3, WIDE_VAGUE = 4;

/**
 * Splits events into meetings of several lanes and points of one lane, each in the middle of its time (at
 * the end that is known when the other is open), and bars for uncertain or long times that are wide here.
 */
function sort(model, result, lanes, scale) {
  const row = new Map(lanes.map((a, i) => [a, i])), { begin, span, flags } = model.event;
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
    const flag = flags[event], right = scale.x(to + 1), left = flag & UP_TO ? right - TAIL : scale.x(from);
    let x = (left + right) / 2, look = EXACT;
    if (flag & (FADING | BAR)) {
      const openLeft = (flag & UP_TO) !== 0 || from <= OPEN_BEGIN, openRight = to >= OPEN_END, vague = (flag & FADING) !== 0;
      x = openLeft ? right : openRight ? left : x;
      if (right - left < LEAST_BAR) look = vague ? FADE : FLAT;
      else {
        const both = vague && !openLeft && !openRight;
        for (const r of rows) bars.push({ row: r, left, right, event, fadeLeft: openLeft || both, fadeRight: openRight || both });
        // Of a time that reaches beyond the window only the bar is seen, unless its middle is in it.
        if (x < scale.left || x > scale.right) continue;
        look = vague ? WIDE_VAGUE : WIDE;
      }
    }
    if (rows.length > 1) meetings.push({ x, rows, event, look });
    else points.push({ row: rows[0], x, event, look });
  }
  meetings.sort((a, b) => a.x - b.x || a.event - b.event);
  return { meetings, points, bars, count };
}

/** Points so close to a knot of their lane that both could not be told apart go into it. */
function fold(points, knots) {
  return points.filter((point) => {
    const knot = knots.find((one) => one.rows.has(point.row) && Math.abs(one.x - point.x) < FOLD);
    if (knot) { knot.events.push(point.event); see(knot, point.look); }
    return !knot;
  });
}

/** Bars no wider than the bend of their lines lie where those meet, once; on their lanes no line would pass them. */
function inKnots(bars, knots) {
  const knotOf = new Map(), placed = new Set();
  for (const knot of knots) for (const event of knot.events) knotOf.set(event, knot);
  return bars.filter((bar) => {
    const knot = bar.right - bar.left <= 2 * BEND ? knotOf.get(bar.event) : undefined;
    if (!knot) return true;
    if (placed.has(bar.event)) return false;
    placed.add(bar.event);
    bar.y = knot.y;
    return true;
  });
}

/** Notes in a mark or knot the look of one of its events: `soft` while no day is known, `wings` of short times. */
function see(mark, look) {
  if (look !== FADE && look !== WIDE_VAGUE) mark.soft = false;
  if (look === FADE) mark.wings = 'fade';
  else if (look === FLAT) mark.wings ??= 'flat';
}

/** The same of all meetings in a knot, and how many of them are `wide`. */
function lookOf(knot) {
  Object.assign(knot, { soft: true, wings: null, wide: 0 });
  for (const look of knot.looks) {
    see(knot, look);
    if (look >= WIDE) knot.wide++;
  }
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
  for (const { row, x, event, look } of list) {
    let mark = marks[marks.length - 1];
    if (mark && x - mark.first < MARK_GAP) { mark.events.push(event); mark.last = x; } else marks.push(mark = { row, first: x, last: x, events: [event], soft: true, wings: null });
    see(mark, look);
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
      for (const event of mark.events) before.events.push(event);
      before.soft &&= mark.soft;
      before.wings = before.wings === 'fade' ? 'fade' : mark.wings ?? before.wings;
      before.last = mark.last;
      before.x = Math.max(before.x, (before.first + before.last) / 2);
    }
  }
  return kept;
}
