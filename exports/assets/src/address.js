// The state in the address, so that a view can be sent: #r=…&d=…&s=…&v=…&q=…&lang=…

import { iso, parseDay } from './days.js';
import { FILTERS, ORDERS } from './state.js';

const VIEWS = new Set(['map', 'near', 'table']), LANES = new Set(['auto', 'story', 'swim']);
const THEMES = new Set(['auto', 'light', 'dark']), LANGUAGES = new Set(['zh', 'en']);

/** A name of a list: a comma in it is no end of it. */
const quoted = (name) => name.replace(/[%,]/g, encodeURIComponent);
const unquoted = (name) => name.replace(/%2C/gi, ',').replace(/%25/g, '%');

/** A list of more events would make an address that no mail keeps whole. */
const MOST_LISTED = 50, LEAST_AXIS = 7, MOST_PAGES = 100000;

/** What is chosen, as the address has it: `a:` actor, `e:` event, `l:` events, `u` all without a date; or null. */
function choice({ pick }, { actor, event }) {
  if (pick?.kind === 'actor') return `a:${actor.id.at(pick.number)}`;
  if (pick?.kind === 'event') return `e:${event.id.at(pick.number)}`;
  if (pick?.list === 'undated') return 'u';
  return pick && pick.numbers.length <= MOST_LISTED ? `l:${pick.numbers.map((e) => quoted(event.id.at(e))).join()}` : null;
}

/** The state as an address; `initial` is the axis that the page starts with. */
export function toAddress(state, model, initial) {
  const query = new URLSearchParams(), chosen = choice(state, model), { pick, domain, range } = state;
  if (range) query.set('r', range.map(iso).join('..'));
  // The axis grows by itself where a window reaches beyond it.
  const grown = range && domain ? [Math.min(range[0], initial[0]), Math.max(range[1], initial[1])] : initial;
  if (domain && domain.join() !== grown.join()) query.set('d', domain.map(iso).join('..'));
  if (chosen) query.set('s', chosen);
  if (chosen && pick.of !== undefined) query.set('of', model.actor.id.at(pick.of));
  if (state.order !== 'date') query.set('o', state.order);
  if (state.page !== null) query.set('p', state.page + 1);
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

/** Two days with `..` between them, or null. */
function days(text) {
  const ends = text?.split('..');
  if (ends?.length !== 2) return null;
  const low = parseDay(ends[0]), high = parseDay(ends[1], true);
  return low !== null && high !== null && low <= high ? [low, high] : null;
}

/** The axis that an address gives, when it shows some of the time `whole` that the graph spans. */
function axis(text, whole) {
  const own = days(text);
  return own && whole && own[1] - own[0] >= LEAST_AXIS - 1 && own[0] <= whole[1] && own[1] >= whole[0] ? own : null;
}

function picked(query, find, off) {
  const text = query.get('s') ?? '', [, kind, id] = /^([ael]):(.+)$/s.exec(text) ?? [];
  const of = query.has('of') ? find.a(query.get('of')) : undefined;
  if (text === 'u') return find.undated(off);
  const numbers = kind === 'l' ? id.split(',').slice(0, MOST_LISTED).map((one) => find.e(unquoted(one))) : [kind ? find[kind](id) : undefined];
  const known = [...new Set(numbers.filter((number) => number !== undefined))].sort((a, b) => a - b);
  if (!known.length) return null;
  if (kind === 'a') return { kind: 'actor', number: known[0] };
  return known.length > 1 ? { kind: 'events', numbers: known, of } : { kind: 'event', number: known[0], of };
}

/**
 * The part of a state that an address gives; what it does not understand it leaves out. `find` has `a(id)`
 * and `e(id)` → number, `undated(off)` → choice, and `whole`, first and last day.
 */
export function fromAddress(hash, find) {
  const query = new URLSearchParams(hash.replace(/^#/, '')), patch = {};
  const range = days(query.get('r')), domain = axis(query.get('d'), find.whole), page = Number(/^[1-9]\d*$/.exec(query.get('p') ?? ''));
  if (range) patch.range = range;
  if (domain) patch.domain = domain;
  if (page && page <= MOST_PAGES) patch.page = page - 1;
  const choose = (key, name, allowed) => { if (allowed.has(query.get(key))) patch[name] = query.get(key); };
  choose('v', 'view', VIEWS);
  choose('o', 'order', new Set(ORDERS.flatMap((name) => [name, `-${name}`])));
  choose('l', 'lanes', LANES);
  choose('n', 'breadth', new Set(['main', 'all']));
  choose('lang', 'lang', LANGUAGES);
  choose('theme', 'theme', THEMES);
  if (query.has('q')) patch.query = query.get('q').slice(0, 200);
  patch.off = Object.fromEntries(FILTERS.map((name) => [name, new Set((query.get(`-${name}`) ?? '').split(',').filter(Boolean).map(unquoted))]));
  const pick = picked(query, find, patch.off);
  if (pick) patch.pick = pick;
  return patch;
}
