// Joins model, state and views: what each may ask and what each may do.

import { actorsOf, CLAIMED, UNDATED, UP_TO } from './model.js';
import { createFilter } from './filter.js';
import { FILTERS } from './state.js';
import { find } from './search.js';
import { timeInWords } from './days.js';
import { heading, words } from './i18n.js';
import { readColours } from './theme.js';
import { timeActions } from './time_actions.js';
import { createSprites } from './sprites.js';

/** What the views see of the page. `redraw` and `playChanged` are filled in by `main.js`. */
export function createApp(model, store) {
  const filter = createFilter(model);
  let reports = null, result = null, found = find(model, null, ''), lit = null, colours = null, version = 0, moving = false;

  const app = {
    model, store, filter,
    sprites: createSprites(),
    reports: () => reports,
    result: () => result ?? (result = filter.run(store.get())),
    hits: () => found,
    /** Events found that the filters leave, in order of time: those in the window, and those outside it. */
    hitEvents() {
      const state = store.get(), mask = filter.base(state.off), inside = [], outside = [];
      for (const e of found.events) if (mask[e]) (filter.holds(state, e) ? inside : outside).push(e);
      return { inside, outside };
    },
    /** Actors found, and those of the events found in the window: what the network lights. */
    hitActors() {
      if (lit) return lit;
      lit = new Set(found.actors);
      for (const e of found.events) if (filter.holds(store.get(), e)) for (const a of actorsOf(model, e)) lit.add(a);
      return lit;
    },
    colours: () => colours ?? (colours = readColours()),
    words: () => words(store.get().lang),
    maskVersion: () => version,
    moving: () => moving,
    filtered: () => FILTERS.some((name) => store.get().off[name].size > 0),
    actorsOf: (e) => actorsOf(model, e),
    isIn(a, e) {
      for (let i = model.event.parts[e]; i < model.event.parts[e + 1]; i++) if (model.part.actor[i] === a) return true;
      return false;
    },
    /** Whether one of a set of actors is in an event. */
    isAnyIn(actors, e) {
      if (actors.size) for (let i = model.event.parts[e]; i < model.event.parts[e + 1]; i++) if (actors.has(model.part.actor[i])) return true;
      return false;
    },
    dateOf(e) {
      const { event } = model;
      return timeInWords({ time: event.time.at(e), precision: event.precision.at(e), begin: event.begin[e], end: event.begin[e] + event.span[e], undated: (event.flags[e] & UNDATED) !== 0, upTo: (event.flags[e] & UP_TO) !== 0 }, store.get().lang);
    },
    modalityOf: (e) => model.words.modalities[model.event.modality[e] - 1]?.id ?? 'actual',
    /** The event's heading, or what happened and who was in it. */
    titleOf(e, most = 3) {
      if (model.event.label.at(e)) return model.event.label.at(e);
      const { lang } = store.get(), zh = lang === 'zh', actors = actorsOf(model, e), names = actors.slice(0, most).map((a) => model.actor.name.at(a));
      const rest = actors.length > most ? (zh ? ' 等' : ' et al.') : '';
      const kind = heading(model.words.types, model.event.type[e], lang) || model.event.id.at(e);
      return names.length ? `${kind}${zh ? '：' : ': '}${names.join(zh ? '、' : ', ')}${rest}` : kind;
    },
    standing(actors) {
      const set = new Set(actors), list = [];
      if (reports) for (const a of actors) for (const one of reports.relationsOf(a)) if (one.left === a && set.has(one.right)) list.push(one);
      return list;
    },
    summary() {
      const { events, actors } = app.result();
      return app.words().counts(events.length, actors, model.events);
    },
    /** The events that exports take: what is chosen, else all in the window. */
    selection() {
      const { pick } = store.get(), { events } = app.result();
      if (pick?.kind === 'event') return [pick.number];
      if (pick?.kind === 'events') return pick.numbers;
      return pick ? Array.from(events).filter((e) => app.isIn(pick.number, e)) : Array.from(events);
    },
    listTitle: ({ list, numbers }) => app.words()[list === 'undated' ? 'undatedList' : 'several'](numbers.length),
    /** The choice of all events without a date that the filters `off` leave; null when there is none. */
    undatedPick(off) {
      const mask = filter.base(off), numbers = [];
      for (let e = 0; e < model.events; e++) if (mask[e] && model.event.flags[e] & UNDATED) numbers.push(e);
      if (!numbers.length) return null;
      return numbers.length === 1 ? { kind: 'event', number: numbers[0] } : { kind: 'events', numbers, list: 'undated' };
    },
    forgetResult() { result = lit = null; },
    forgetColours() { colours = null; app.sprites.forget(); },
    setMoving(value) { moving = value; },
    refind() { found = find(model, reports, store.get().query); lit = null; },
    newMask() { version++; result = lit = null; },
    useReports(value) {
      reports = value;
      Object.assign(model.event, value.event);
      filter.useReports(value);
      app.newMask();
      app.refind();
    },
    redraw() {}, playChanged() {}, tip: null, actions: {},
  };
  const { actions, initial, whole } = timeActions(app);
  Object.assign(app, { initial, whole });
  Object.assign(app.actions, actions, pickActions(app));
  return { app, initial };
}

function pickActions(app) {
  const { store, model } = app;
  return {
    pickActor(number) { store.set({ pick: { kind: 'actor', number } }); },
    pickEvents(events) {
      const { pick } = store.get(), of = pick?.kind === 'actor' ? pick.number : pick?.of;
      store.set({ ...(events.length === 1 ? app.actions.placeOf(events[0]) : {}), pick: events.length === 1 ? { kind: 'event', number: events[0], of } : { kind: 'events', numbers: [...events].sort((a, b) => a - b), of } });
    },
    pickNothing() { if (store.get().pick) store.set({ pick: null }); },
    search(query) { store.set({ query }); },
    clear() {
      const { pick, query, range } = store.get();
      if (pick) store.set({ pick: null });
      else if (query) store.set({ query: '' });
      else if (range) app.actions.resetTime();
    },
    /** The next or previous event in the window, of the actor that is being followed if there is one. */
    stepEvent(way) {
      const { pick } = store.get(), of = pick?.kind === 'actor' ? pick.number : pick?.of;
      let { events } = app.result();
      if (of !== undefined) events = events.filter((e) => app.isIn(of, e));
      if (!events.length) return;
      const at = pick?.kind === 'event' ? pick.number : pick?.kind === 'events' ? pick.numbers[0] : null;
      let place = at === null ? (way > 0 ? 0 : events.length - 1) : events.findIndex((e) => e >= at);
      if (at !== null) {
        if (place < 0) place = events.length;
        place += way > 0 ? (events[place] === at ? 1 : 0) : -1;
      }
      const number = events[Math.min(Math.max(place, 0), events.length - 1)];
      store.set({ domain: app.actions.axisOf(number), pick: { kind: 'event', number, of } });
    },
    /** Undated events as a list. */
    pickUndated() {
      const pick = app.undatedPick(store.get().off);
      if (pick) store.set({ pick });
    },
    claimed: (e) => (model.event.flags[e] & CLAIMED) !== 0,
  };
}
