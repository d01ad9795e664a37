// What the person has chosen. Everything that is drawn follows from the model and from this.

/** A store: `get()`, `set(patch, {quick})`, `subscribe(listener)`. `quick` marks a step of a drag. */
export function createStore(initial) {
  let state = initial;
  const listeners = [];
  return {
    get: () => state,
    set(patch, { quick = false } = {}) {
      const before = state;
      state = { ...state, ...patch };
      for (const listener of listeners) listener(state, before, quick);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

export const FILTERS = ['types', 'modalities', 'stances', 'outlets'];

export function emptyState(language) {
  return {
    range: null, // [first day, last day], both included
    domain: null, // what the histogram spans
    pick: null, // {kind: 'actor', number} | {kind: 'event', number} | {kind: 'events', numbers}
    query: '',
    view: 'map', // map | near | table
    lanes: 'auto', // auto | story | swim
    breadth: 'main', // main | all
    off: { types: new Set(), modalities: new Set(), stances: new Set(), outlets: new Set() },
    lang: language,
    theme: 'auto', // auto | light | dark
  };
}
