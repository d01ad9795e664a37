// The time window: where it starts, how it moves, grows, resets and plays.

import { OPEN_BEGIN, OPEN_END, UNDATED } from './model.js';
import { calm } from './theme.js';

const LEAST = 7;

/**
 * What the histogram spans at first: all time, or, when nine tenths of the events lie within a
 * small part of it, that part; the rest is counted at the edges.
 */
export function firstDomain(model) {
  if (!model.dated) return null;
  const days = [], { begin, span, flags } = model.event;
  for (let e = 0; e < model.events; e++) {
    if (flags[e] & UNDATED || begin[e] <= OPEN_BEGIN || begin[e] + span[e] >= OPEN_END) continue;
    days.push(begin[e] + span[e] / 2);
  }
  const whole = pad(model.first, model.last);
  if (days.length < 10) return whole;
  days.sort((a, b) => a - b);
  const size = Math.ceil(days.length * 0.9);
  let best = [days[0], days[size - 1]];
  for (let i = 1; i + size <= days.length; i++) {
    if (days[i + size - 1] - days[i] < best[1] - best[0]) best = [days[i], days[i + size - 1]];
  }
  const core = pad(Math.floor(best[0]), Math.ceil(best[1]));
  return core[1] - core[0] < 0.4 * (whole[1] - whole[0]) ? core : whole;
}

function pad(first, last) {
  const margin = Math.max(Math.ceil((last - first) * 0.02), Math.ceil((LEAST - 1 - (last - first)) / 2), 0);
  return [first - margin, last + margin];
}

export function timeActions(app) {
  const { model, store } = app, initial = firstDomain(model), whole = model.dated ? pad(model.first, model.last) : null;
  let playing = null;

  const width = ([low, high]) => high - low + 1;
  const fitDomain = (domain, range) => !range || (range[0] >= domain[0] && range[1] <= domain[1]) ? domain : [Math.min(domain[0], range[0]), Math.max(domain[1], range[1])];

  function resized([low, high], factor, centre) {
    const size = Math.max(width([low, high]) * factor, 1), part = (centre - low) / width([low, high]);
    const from = Math.round(centre - part * size);
    return [from, Math.max(from, from + Math.round(size) - 1)];
  }

  const actions = {
    resetTime() {
      actions.stop();
      store.set({ range: null, domain: initial });
    },
    showAllTime() {
      store.set({ domain: whole });
    },
    /** The axis on which an event lies: as it is, or moved to it where it lies beside it. */
    axisOf(e) {
      const { domain, range } = store.get(), { begin, span, flags } = model.event, low = begin[e], high = low + span[e];
      if (!domain || range || flags[e] & UNDATED || (high >= domain[0] && low <= domain[1])) return domain;
      const middle = low <= OPEN_BEGIN ? high : high >= OPEN_END ? low : (low + high) / 2, from = Math.round(middle - width(domain) / 2);
      return [from, from + width(domain) - 1];
    },
    /** Window and axis on which an event is seen: a window that it is beside moves to it and keeps its width. */
    placeOf(e) {
      const { domain, range } = store.get(), { begin, span, flags } = model.event, low = begin[e], high = low + span[e];
      if (!range || flags[e] & UNDATED || (high >= range[0] && low <= range[1])) return { domain: actions.axisOf(e), range };
      const middle = low <= OPEN_BEGIN ? high : high >= OPEN_END ? low : Math.floor((low + high) / 2), from = middle - Math.floor(width(range) / 2);
      const moved = [from, from + width(range) - 1];
      return { domain: fitDomain(domain, moved), range: moved };
    },
    setRange(range) {
      store.set({ range, domain: fitDomain(store.get().domain, range) });
    },
    moveRange(way, part) {
      const { range, domain } = store.get();
      if (!domain) return;
      const own = range ?? (way > 0 ? [domain[0], domain[0] + Math.floor(width(domain) / 6)] : [domain[1] - Math.floor(width(domain) / 6), domain[1]]);
      if (!range) return actions.setRange(own);
      const shift = way * Math.max(1, Math.round(width(own) * part));
      const low = Math.min(Math.max(own[0] + shift, Math.min(whole[0], domain[0])), Math.max(whole[1], domain[1]) - width(own) + 1);
      actions.setRange([low, low + width(own) - 1]);
    },
    zoomRange(factor, centre) {
      const { range, domain } = store.get();
      if (!domain) return;
      const next = resized(range ?? domain, factor, centre);
      const low = Math.max(next[0], domain[0]), high = Math.min(next[1], domain[1]);
      store.set({ range: low <= domain[0] && high >= domain[1] ? null : [Math.min(low, high), Math.max(low, high)] });
    },
    zoomDomain(factor, centre) {
      const { domain, range } = store.get();
      if (!domain) return;
      const next = resized(domain, factor, centre), low = Math.max(next[0], whole[0]), high = Math.min(next[1], whole[1]);
      if (high - low < LEAST - 1) return;
      store.set({ domain: fitDomain([low, high], range) });
    },
    zoomKey(way) {
      const { range, domain } = store.get(), own = range ?? domain;
      if (own) actions.zoomRange(way > 0 ? 0.6 : 1 / 0.6, (own[0] + own[1] + 1) / 2);
    },
    play() {
      const { domain, range } = store.get();
      if (!domain) return;
      if (!range || range[1] >= domain[1]) store.set({ range: [domain[0], domain[0] + Math.max(0, Math.floor(width(domain) / 10))] });
      const slow = calm(), size = width(store.get().range), step = Math.max(1, Math.round(size / (slow ? 1 : 10)));
      playing = setInterval(() => {
        const own = store.get().range, end = store.get().domain[1];
        if (!own || own[1] >= end) return actions.stop();
        const shift = Math.min(step, end - own[1]);
        store.set({ range: [own[0] + shift, own[1] + shift] }, { quick: !slow });
      }, slow ? 1200 : 90);
      app.playChanged(true);
    },
    stop() {
      if (!playing) return;
      clearInterval(playing);
      playing = null;
      app.playChanged(false);
      store.set({});
    },
    playing: () => playing !== null,
  };
  return { actions, initial, whole };
}
