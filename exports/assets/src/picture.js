// What the overview shows: which actors and events are nodes, and what joins them.

import { topActors } from './filter.js';
import { eachActor, eventsOf, actorsOf } from './model.js';

const EVENTS_TOO = 90;

/** How many actors a box of this size can show without becoming a hairball; about 300 on a desk. */
export const roomFor = (width, height) => Math.max(24, Math.min(300, Math.round((width * height) / 1500)));

/** The main actors of the window with the edges that matter, and the events when they are few. */
export function mainPicture(model, result, most, pick, hits) {
  const chosen = new Set();
  const picked = pick?.kind === 'actor' ? [pick.number] : pick?.kind === 'event' ? actorsOf(model, pick.number) : [];
  for (const a of picked) chosen.add(a);
  if (pick?.kind === 'actor') for (const a of neighbours(model, pick.number, 24)) chosen.add(a);
  for (const a of hits) if (chosen.size < 60 && result.degree[a]) chosen.add(a);
  for (const a of topActors(result.degree, most)) {
    if (chosen.size >= Math.max(most, picked.length)) break;
    chosen.add(a);
  }
  const actors = [...chosen].sort((a, b) => result.degree[b] - result.degree[a] || a - b);
  const ties = countTies(model, result, actors);
  const events = result.events.length <= EVENTS_TOO ? [...result.events].filter((e) => actorsOf(model, e).some((a) => chosen.has(a))) : [];
  return { actors, ties: keepStrong(ties, actors.length), events };
}

/** The actors that share most events with `a`, best first. */
export function neighbours(model, a, most) {
  const shared = new Map();
  for (const e of eventsOf(model, a)) eachActor(model, e, (b) => { if (b !== a) shared.set(b, (shared.get(b) ?? 0) + 1); });
  return [...shared].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, most).map(([b]) => b);
}

function countTies(model, result, actors) {
  const size = actors.length, row = new Int32Array(model.actors).fill(-1), counts = new Uint16Array(size * size), rows = [];
  actors.forEach((a, i) => { row[a] = i; });
  for (const e of result.events) {
    rows.length = 0;
    eachActor(model, e, (a) => { if (row[a] >= 0) rows.push(row[a]); });
    for (let i = 1; i < rows.length; i++) {
      for (let j = 0; j < i; j++) counts[Math.max(rows[i], rows[j]) * size + Math.min(rows[i], rows[j])]++;
    }
  }
  const ties = [];
  for (let i = 1; i < size; i++) for (let j = 0; j < i; j++) if (counts[i * size + j]) ties.push([j, i, counts[i * size + j]]);
  return ties;
}

/** The strongest ties of each node, so that a dense graph keeps its shape and not its hair. */
export function keepStrong(ties, size) {
  const kept = new Uint8Array(size), strong = [];
  ties.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
  for (const tie of ties) {
    const [i, j] = tie;
    if (kept[i] >= 3 && kept[j] >= 3) continue;
    kept[i]++;
    kept[j]++;
    strong.push(tie);
  }
  return strong;
}
