// The state in the address, so that a view can be sent: #r=…&s=…&v=…&q=…&f=…&lang=…

import { iso, parseDay } from './days.js';
import { FILTERS } from './state.js';

const VIEWS = new Set(['map', 'near', 'table']), LANES = new Set(['auto', 'story', 'swim']);
const THEMES = new Set(['auto', 'light', 'dark']), LANGUAGES = new Set(['zh', 'en']);

/** A name of a list: a comma in it is no end of it. */
const quoted = (name) => name.replace(/[%,]/g, encodeURIComponent);
const unquoted = (name) => name.replace(/%2C/gi, ',').replace(/%25/g, '%');

export function toAddress(state, model) {
  const query = new URLSearchParams();
  if (state.range) query.set('r', state.range.map(iso).join('..'));
  if (state.pick?.kind === 'actor') query.set('s', `a:${model.actor.id.at(state.pick.number)}`);
  if (state.pick?.kind === 'event') query.set('s', `e:${model.event.id.at(state.pick.number)}`);
  if (state.view !== 'map') query.set('v', state.view);
  if (state.lanes !== 'auto') query.set('l', state.lanes);
  if (state.breadth !== 'main') query.set('n', state.breadth);
  if (state.query) query.set('q', state.query);
  for (const name of FILTERS) {
    if (state.off[name].size) query.set(`-${name}`, [...state.off[name]].sort().map(quoted).join(','));
  }
  if (state.lang !== model.meta.language) query.set('lang', state.lang);
  if (state.theme !== 'auto') query.set('theme', state.theme);
  return query.toString();
}

/** The part of a state that an address gives; what it does not understand it leaves out. */
export function fromAddress(hash, find) {
  const query = new URLSearchParams(hash.replace(/^#/, '')), patch = {};
  const range = query.get('r')?.split('..');
  if (range?.length === 2) {
    const low = parseDay(range[0]), high = parseDay(range[1], true);
    if (low !== null && high !== null && low <= high) patch.range = [low, high];
  }
  const [, kind, id] = /^([ae]):(.+)$/s.exec(query.get('s') ?? '') ?? [];
  const number = kind ? find[kind](id) : undefined;
  if (number !== undefined) patch.pick = { kind: kind === 'a' ? 'actor' : 'event', number };
  const choose = (key, name, allowed) => { if (allowed.has(query.get(key))) patch[name] = query.get(key); };
  choose('v', 'view', VIEWS);
  choose('l', 'lanes', LANES);
  choose('n', 'breadth', new Set(['main', 'all']));
  choose('lang', 'lang', LANGUAGES);
  choose('theme', 'theme', THEMES);
  if (query.has('q')) patch.query = query.get('q').slice(0, 200);
  patch.off = Object.fromEntries(FILTERS.map((name) => [name, new Set((query.get(`-${name}`) ?? '').split(',').filter(Boolean).map(unquoted))]));
  return patch;
}
