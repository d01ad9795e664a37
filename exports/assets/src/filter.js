// Which events pass the filters and the window, and how often each actor is in them.

import { UNDATED, eachActor } from './model.js';

/** Filters a model; keeps its arrays from one call to the next, so that a drag makes no garbage. */
export function createFilter(model) {
  const passes = new Uint8Array(model.events), list = new Uint32Array(model.events), degree = new Uint32Array(model.actors);
  let reports = null, known = null;

  function base(off) {
    if (known === off) return passes;
    known = off;
    const { type, modality, stance } = model.event, { words } = model;
    const blocked = (rows, set) => [set.has('-'), ...rows.map((word) => set.has(word.id))];
    const types = blocked(words.types, off.types), modalities = blocked(words.modalities, off.modalities);
    const stances = blocked(words.stances, off.stances);
    for (let e = 0; e < model.events; e++) {
      passes[e] = types[type[e]] || modalities[modality[e]] || stances[stance[e]] ? 0 : 1;
    }
    if (reports && off.outlets.size) applyOutlets(off.outlets);
    return passes;
  }

  /** An event stays while at least one of its reports comes from an outlet that is not hidden. */
  function applyOutlets(outlets) {
    const hidden = [];
    for (let i = 0; i < reports.outlets.size; i++) hidden.push(outlets.has(reports.outlets.at(i) || '-'));
    for (let e = 0; e < model.events; e++) {
      let seen = false;
      reports.eachOutlet(e, (outlet) => { if (!hidden[outlet]) seen = true; });
      if (!seen) passes[e] = 0;
    }
  }

  return {
    useReports(value) {
      reports = value;
      known = null;
    },
    /** 1 for each event that passes all filters but the window. */
    base,
    /** Whether an event is in the window and not hidden. */
    holds({ off, range }, e) {
      const { begin, span, flags } = model.event;
      return base(off)[e] === 1 && (!range || (!(flags[e] & UNDATED) && begin[e] <= range[1] && begin[e] + span[e] >= range[0]));
    },
    /** Events in the window: `{events, degree, actors}`; undated ones belong to no window. */
    run(state) {
      const mask = base(state.off), { begin, span, flags } = model.event, { range } = state;
      const low = range ? range[0] : -Infinity, high = range ? range[1] : Infinity;
      let size = 0, actors = 0;
      degree.fill(0);
      for (let e = 0; e < model.events; e++) {
        if (!mask[e]) continue;
        if (range && (flags[e] & UNDATED || begin[e] > high || begin[e] + span[e] < low)) continue;
        list[size++] = e;
        eachActor(model, e, (a) => { if (degree[a]++ === 0) actors++; });
      }
      return { events: list.subarray(0, size), degree, actors };
    },
  };
}

/** The `most` actors with the highest degree, best first; ties go to the smaller number. */
export function topActors(degree, most) {
  let high = 0;
  for (let a = 0; a < degree.length; a++) if (degree[a] > high) high = degree[a];
  const counts = new Uint32Array(high + 1);
  for (let a = 0; a < degree.length; a++) counts[degree[a]]++;
  let least = high, room = most;
  while (least > 1 && counts[least] < room) room -= counts[least--];
  const chosen = [];
  for (let a = 0; a < degree.length; a++) {
    if (degree[a] > least) chosen.push(a);
    else if (degree[a] === least && least > 0 && room > 0) { chosen.push(a); room--; }
  }
  return chosen.sort((a, b) => degree[b] - degree[a] || a - b);
}
