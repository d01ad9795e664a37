// Who and what is in the close-up: an actor or an event with what is around it, or the brushed window.

import { topActors } from './filter.js';
import { actorsOf, eachActor, eventsOf } from './model.js';
import { keepStrong, neighbours } from './picture.js';

const AROUND = 8;

/**
 * The close-up of a state: `{actors, events, centre, left: {actors, events}, joined}`, at most `most` nodes.
 * `left` is how many found no room, `joined` how many events are drawn as ties between actors.
 */
export function chooseNear(model, result, pick, most) {
  if (pick?.kind === 'actor') {
    const inWindow = new Set(result.events), own = [...eventsOf(model, pick.number)].filter((e) => inWindow.has(e));
    return { ...bestConnected(model, result, own, [pick.number], most), centre: pick.number, joined: 0 };
  }
  if (pick?.kind === 'event') {
    const actors = new Set(actorsOf(model, pick.number));
    for (const a of [...actors]) for (const b of neighbours(model, a, AROUND)) actors.add(b);
    const shown = [...actors].slice(0, most - 1);
    return { actors: shown, events: [pick.number], centre: null, left: { actors: actors.size - shown.length, events: 0 }, joined: 0, around: true };
  }
  if (result.actors + result.events.length <= most) {
    return { actors: topActors(result.degree, result.actors), events: [...result.events], centre: null, left: { actors: 0, events: 0 }, joined: 0 };
  }
  const actors = topActors(result.degree, most);
  return { actors, events: [], centre: null, left: { actors: result.actors - actors.length, events: 0 }, joined: result.events.length };
}

/**
 * Of `events` those with the best-connected actors of the window, and their actors, as long as there is
 * room; `first` are in it in any case. What needs too many new actors makes room for the next.
 */
function bestConnected(model, result, events, first, most) {
  const scores = new Map(events.map((e) => [e, actorsOf(model, e).reduce((sum, a) => sum + result.degree[a], 0)]));
  const ranked = [...events].sort((a, b) => scores.get(b) - scores.get(a) || a - b), actors = new Set(first), all = new Set(first), chosen = [];
  for (const e of ranked) {
    const own = actorsOf(model, e), added = own.filter((a) => !actors.has(a));
    for (const a of own) all.add(a);
    if (actors.size + chosen.length + added.length + 1 > most) continue;
    for (const a of added) actors.add(a);
    chosen.push(e);
  }
  return { actors: [...actors], events: chosen.sort((a, b) => a - b), left: { actors: all.size - actors.size, events: events.length - chosen.length } };
}

/** What joins the nodes of a choice: `[from, to, weight]` by place, actors before events. */
export function tiesOf(model, result, { actors, events, around }) {
  const row = new Map(actors.map((a, i) => [a, i])), ties = [];
  events.forEach((e, i) => eachActor(model, e, (a) => { if (row.has(a)) ties.push([row.get(a), actors.length + i, 1]); }));
  return events.length && !around ? ties : [...ties, ...keepStrong(sharedEvents(model, result, row), actors.length)];
}

/** How many events of the window each pair of actors shares. */
function sharedEvents(model, result, row) {
  const counts = new Map(), rows = [];
  for (const e of result.events) {
    rows.length = 0;
    eachActor(model, e, (a) => { if (row.has(a)) rows.push(row.get(a)); });
    rows.sort((a, b) => a - b);
    for (let i = 1; i < rows.length; i++) for (let j = 0; j < i; j++) {
      const key = rows[j] * row.size + rows[i];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].map(([key, count]) => [Math.floor(key / row.size), key % row.size, count]);
}
