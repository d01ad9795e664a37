// Search by Hanzi, pinyin, initials and alias; the box is a combobox with a list of hits.

import { el, bdi, direction, shorten } from './dom.js';
import { kindSwatch } from './shapes.js';
import { eventSwatch, modalityTag } from './modality.js';
import { fold } from './columns.js';
import { foldTable } from './fold.js';

const MOST_ACTORS = 8, MOST_EVENTS = 5, SNIPPET = 40, BEFORE = 7;
let plain = null, names = null;
/** What folds texts: width and case alone until the second block tells which Hanzi are one. */
const foldsOf = (reports) => reports?.folds() ?? (plain ??= foldTable());

/** Names and aliases as they are searched; kept until the fold is another. */
function foldedNames({ actor }, table) {
  if (names?.table !== table) names = { table, name: actor.name.folded(table), aliases: actor.aliases.folded(table) };
  return names;
}

/** The letters of a query as readings are written: without tones and gaps, `v` for ü. */
const lettersOf = (needle) => needle.normalize('NFD').replaceAll('u\u0308', 'v').replace(/\p{M}|[\s'’-]/gu, '');

/** Whether `query` (letters only) starts at a syllable: mixed syllables and initials, as people type them. */
export function pinyinMatches(pinyin, query) {
  const syllables = pinyin.split(' ').map((ways) => ways.split('/'));
  return syllables.some((_, start) => follows(syllables, start, query));
}

function follows(syllables, at, query) {
  if (!query) return true;
  if (at >= syllables.length) return false;
  return syllables[at].some((syllable) => syllable.startsWith(query)
    || (query.startsWith(syllable) && follows(syllables, at + 1, query.slice(syllable.length)))
    || (query[0] === syllable[0] && follows(syllables, at + 1, query.slice(1))));
}

/** Actors and events that match, as sets for lighting, with the best actors for the list. */
export function find(model, reports, query) {
  const table = foldsOf(reports), needle = fold(query, table).trim(), letters = lettersOf(needle);
  const found = { actors: new Set(), events: new Set(), bestActors: [] };
  if (!needle) return found;
  const latin = /^[a-z]+$/.test(letters), ranked = [], folded = foldedNames(model, table);
  for (let a = 0; a < model.actors; a++) {
    const name = folded.name.at(a);
    let rank = -1;
    if (name === needle) rank = 0;
    else if (name.startsWith(needle)) rank = 1;
    else if (name.includes(needle)) rank = 2;
    else if (folded.aliases.at(a).includes(needle)) rank = 3;
    else if (latin && pinyinMatches(model.actor.pinyin.at(a), letters)) rank = 4;
    if (rank >= 0) ranked.push([rank, a]);
  }
  ranked.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  for (const [, a] of ranked.slice(0, 400)) found.actors.add(a);
  found.bestActors = ranked.slice(0, MOST_ACTORS).map(([, a]) => a);
  if (reports) reports.search(needle, found.events);
  return found;
}

/** Whether a pair of units that make one character would be cut here. */
const cuts = (text, at) => at > 0 && at < text.length && text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;

/** The part of a sentence around what is searched for, as printed, with that marked. */
function snippet(sentence, needle, table) {
  const at = fold(sentence, table).indexOf(needle);
  if (at < 0) return bdi(shorten(sentence, SNIPPET));
  let from = at > BEFORE ? at - BEFORE : 0, to = Math.max(from + SNIPPET, at + needle.length);
  if (cuts(sentence, from)) from--;
  if (cuts(sentence, to)) to++;
  const text = el('bdi', { dir: direction(sentence) });
  text.append(from ? '…' : '', sentence.slice(from, at), el('mark', { class: 'm-found', text: sentence.slice(at, at + needle.length) }), sentence.slice(at + needle.length, to), to < sentence.length ? '…' : '');
  return text;
}

export function createSearch(input, list, app) {
  let options = [], active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  function open() {
    const { model } = app, t = app.words(), found = app.hits(), query = app.store.get().query.trim();
    if (!query) return close();
    const table = foldsOf(app.reports()), needle = fold(query, table).trim();
    options = [];
    const option = (content, run) => {
      const item = el('li', { role: 'option', id: `hit-${options.length}`, 'aria-selected': 'false' }, content);
      item.addEventListener('pointerdown', (event) => { event.preventDefault(); run(); close(); });
      options.push({ item, run });
      return item;
    };
    const actors = found.bestActors.map((a) => option([kindSwatch(model.actor.kind[a]), bdi(shorten(model.actor.name.at(a), 40)), el('span', { class: 'count', text: String(model.actor.degree[a]) })], () => app.actions.pickActor(a)));
    const { inside, outside } = app.hitEvents(), every = [...inside, ...outside], { off } = app.store.get();
    const events = every.slice(0, MOST_EVENTS).map((e, i) => option([eventSwatch(app, e), modalityTag(app, e), snippet(app.reports().firstShown(e, off.outlets, needle)?.sentence ?? '', needle, table),
      el('span', { class: 'count', text: i < inside.length ? app.dateOf(e) : `${app.dateOf(e)} · ${t.outside}` })], () => app.actions.pickEvents([e])));
    if (every.length > MOST_EVENTS) events.push(option(el('span', { class: 'muted', text: t.moreHits(every.length - MOST_EVENTS) }), () => app.actions.pickEvents(every)));
    const group = (name, items) => items.length ? el('ul', { role: 'group', 'aria-label': name }, el('li', { class: 'head', role: 'presentation', text: name }), items) : null;
    list.replaceChildren(...[group(t.hitsActors, actors), group(t.hitsEvents, events)].filter(Boolean));
    if (!options.length) list.replaceChildren(el('div', { role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true', class: 'none', text: t.noHits }));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  }

  function move(by) {
    if (list.hidden) open();
    if (!options.length) return;
    options[active]?.item.setAttribute('aria-selected', 'false');
    active = (active + by + options.length) % options.length;
    const { item } = options[active];
    item.setAttribute('aria-selected', 'true');
    item.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', item.id);
  }

  input.addEventListener('input', () => { app.actions.search(input.value); open(); });
  input.addEventListener('focus', open);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1); }
    if (event.key === 'Enter' && options.length && !list.hidden) { event.preventDefault(); options[Math.max(active, 0)].run(); close(); }
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (!list.hidden && input.value) return close();
      input.value = '';
      app.actions.search('');
      input.blur();
    }
  });
  return { sync: () => { if (document.activeElement !== input) input.value = app.store.get().query; }, open, close };
}
