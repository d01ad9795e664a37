// What the person has chosen. Everything that is drawn follows from the model and from this.

/**
 * A store: `get()`, `set(patch, {quick})`, `subscribe(listener)`. `quick` marks a step of a drag.
 * `settle(state, before)` may give back a state in which parts that no longer hold are put right.
 */
export function createStore(initial, settle = (state) => state) {
  let state = initial;
  const listeners = [];
  return {
    get: () => state,
    set(patch, { quick = false } = {}) {
      const before = state;
      state = settle({ ...state, ...patch }, before);
      for (const listener of listeners) listener(state, before, quick);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

export const FILTERS = ['types', 'modalities', 'stances', 'outlets'];

export const ORDERS = ['date', 'type', 'who', 'source'];

/** A page of a table is one of the same list in the same order only. */
export function settlePage(state, before) {
  const other = ['range', 'off', 'pick', 'order'].some((name) => state[name] !== before[name]);
  return other && state.page === before.page && state.page !== null ? { ...state, page: null } : state;
}

export function emptyState(language) {
  return {
    range: null, // [first day, last day], both included
    domain: null, // what the histogram spans
    // {kind: 'actor', number} | {kind: 'event', number, of} | {kind: 'events', numbers, of, list}; `of` is the actor
    // that is followed, `list` is 'undated' for the list of all events without a date
    pick: null,
    query: '',
    view: 'map', // map | near | table
    order: 'date', // of the table: one of ORDERS, or that with a minus before it for the other way round
    page: null, // of the table; null is the page of the chosen event, else the first
    lanes: 'auto', // auto | story | swim
    breadth: 'main', // main | all
    off: { types: new Set(), modalities: new Set(), stances: new Set(), outlets: new Set() },
    lang: language,
    theme: 'auto', // auto | light | dark
  };
}
