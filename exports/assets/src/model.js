// The graph as typed arrays: actors and events are numbers, everything else hangs on them.

import { starts } from './columns.js';

export const INFERRED = 1, CLAIMED = 2, UNDATED = 4, FADING = 8, BAR = 16, UP_TO = 32;
/** Stands for the texts of events until the second block has come. */
const NOT_YET = { at: () => '' };
export const LIST = '\x1f';

/** The model of the first block. Numbers of words are one more than their place; 0 is none. */
export function buildModel({ meta, numbers, texts, coded }) {
  const actor = {
    id: texts('actor.id'), name: texts('actor.name'), pinyin: texts('actor.pinyin'), aliases: texts('actor.aliases'),
    roles: texts('actor.roles'), country: coded('actor.country'), qid: texts('actor.qid'), kind: numbers('actor.kind'),
    x: numbers('actor.x'), y: numbers('actor.y'),
  };
  const event = {
    id: texts('event.id'), type: numbers('event.type'), begin: numbers('event.begin'), span: numbers('event.span'),
    time: coded('event.time'), precision: coded('event.precision'), flags: numbers('event.flags'),
    modality: numbers('event.modality'), stance: numbers('event.stance'), mode: numbers('event.mode'),
    label: NOT_YET, more: NOT_YET, parts: starts(numbers('event.parts')),
  };
  const part = { actor: numbers('part.actor'), role: numbers('part.role') };
  const model = { meta, words: meta.words, actor, event, part, actors: actor.kind.length, events: event.type.length };
  addGroups(model);
  addEventsOfActors(model);
  addSpan(model);
  return model;
}

function addGroups(model) {
  const groups = ['diplomacy', 'governance', 'economy', 'economy_security', 'society', 'justice', 'disaster', 'other'];
  const ofType = [groups.length - 1];
  for (const word of model.words.types) {
    const place = groups.indexOf(word.group);
    ofType.push(place < 0 ? groups.length - 1 : place);
  }
  model.groups = groups;
  model.event.group = Uint8Array.from(model.event.type, (type) => ofType[type]);
}

function addEventsOfActors(model) {
  const counts = new Uint32Array(model.actors);
  for (let e = 0; e < model.events; e++) eachActor(model, e, (a) => counts[a]++);
  const at = starts(counts), next = at.slice(), list = new Uint32Array(at[model.actors]);
  for (let e = 0; e < model.events; e++) eachActor(model, e, (a) => { list[next[a]++] = e; });
  model.actor.degree = counts;
  model.actor.eventsAt = at;
  model.actor.events = list;
}

/** First and last dated day of the graph, open ends aside; and whether there are undated events. */
function addSpan(model) {
  const { begin, span, flags } = model.event;
  let first = Infinity, last = -Infinity, undated = 0;
  for (let e = 0; e < model.events; e++) {
    if (flags[e] & UNDATED) { undated++; continue; }
    const from = begin[e], to = begin[e] + span[e];
    if (from > OPEN_BEGIN) { first = Math.min(first, from); last = Math.max(last, from); }
    if (to < OPEN_END) { last = Math.max(last, to); first = Math.min(first, to); }
  }
  model.first = first;
  model.last = last;
  model.undated = undated;
  model.dated = first <= last;
}

export const OPEN_BEGIN = -4371587, OPEN_END = 2932896;

/** Calls `visit(actor, role)` once for each actor of an event, with its first role. */
export function eachActor(model, e, visit) {
  const { actor, role } = model.part;
  const from = model.event.parts[e], to = model.event.parts[e + 1];
  outer: for (let i = from; i < to; i++) {
    for (let j = from; j < i; j++) if (actor[j] === actor[i]) continue outer;
    visit(actor[i], role[i]);
  }
}

export function actorsOf(model, e) {
  const result = [];
  eachActor(model, e, (a) => result.push(a));
  return result;
}

export function eventsOf(model, a) {
  return model.actor.events.subarray(model.actor.eventsAt[a], model.actor.eventsAt[a + 1]);
}

export function listAt(texts, i) {
  const text = texts.at(i);
  return text ? text.split(LIST) : [];
}

/** Id → number, built when first asked for. */
export function finder(texts) {
  let map = null;
  return (id) => {
    if (!map) {
      map = new Map();
      for (let i = 0; i < texts.size; i++) map.set(texts.at(i), i);
    }
    return map.get(id);
  };
}
