// Which actors get a line, and in which order: those that act together lie side by side.

import { topActors } from './filter.js';
import { eachActor } from './model.js';

/** At most `most` actors for lanes: pinned first, then hits, then the most active in the window. */
export function chooseLanes(model, result, most, pinned, hits) {
  const chosen = new Set(pinned);
  for (const a of hits) if (chosen.size < Math.min(most, pinned.length + 5) && result.degree[a]) chosen.add(a);
  for (const a of topActors(result.degree, most + chosen.size)) {
    if (chosen.size >= most) break;
    chosen.add(a);
  }
  return order(model, result, [...chosen], pinned);
}

function order(model, result, actors, pinned) {
  const size = actors.length, place = new Map(actors.map((a, i) => [a, i])), shared = new Float32Array(size * size);
  for (const e of result.events) {
    const rows = [];
    eachActor(model, e, (a) => { if (place.has(a)) rows.push(place.get(a)); });
    if (rows.length < 2) continue;
    for (const i of rows) for (const j of rows) if (i !== j) shared[i * size + j] += 1 / (rows.length - 1);
  }
  const left = new Set(actors.map((_, i) => i)), line = [];
  let last = pinned.length ? place.get(pinned[0]) : 0;
  while (left.size) {
    if (last === undefined || !left.has(last)) last = [...left][0];
    line.push(last);
    left.delete(last);
    // The next line is the one closest to the last three.
    let best, score = 0;
    for (const i of left) {
      let pull = 0;
      line.slice(-3).forEach((j, at, near) => { pull += shared[j * size + i] * (at + 1) / near.length; });
      if (pull > score) { score = pull; best = i; }
    }
    last = best;
  }
  return line.map((i) => actors[i]);
}

/**
 * Places where lines meet. `rows` of an event are its lanes; events closer than `gap` pixels that
 * share a lane fall into one knot, so that no line has to be at two heights at once.
 */
export function tieKnots(meetings, gap) {
  const knots = [], latest = new Map();
  for (const meeting of meetings) {
    const near = new Set();
    for (const row of meeting.rows) {
      const knot = latest.get(row);
      if (knot && meeting.x - knot.x < gap) near.add(knot);
    }
    // The largest takes the others in: on a busy day thousands would be copied once each.
    let knot = { x: meeting.x, rows: new Set(), events: [], looks: [], gone: false };
    for (const other of near) if (other.events.length > knot.events.length) knot = other;
    if (!near.has(knot)) knots.push(knot);
    let { x } = meeting;
    for (const other of near) {
      x = Math.max(other.x, x - gap / 2);
      if (other === knot) continue;
      other.gone = true;
      for (const row of other.rows) { knot.rows.add(row); latest.set(row, knot); }
      for (const event of other.events) knot.events.push(event);
      for (const look of other.looks) knot.looks.push(look);
    }
    knot.x = x;
    for (const row of meeting.rows) { knot.rows.add(row); latest.set(row, knot); }
    knot.events.push(meeting.event);
    knot.looks.push(meeting.look);
  }
  return knots.filter((knot) => !knot.gone).sort((one, two) => one.x - two.x);
}
