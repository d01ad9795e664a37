// Search by Hanzi, pinyin, initials and alias; the box is a combobox with a list of hits.

import { el, bdi, shorten } from './dom.js';
import { kindSwatch, groupSwatch } from './shapes.js';

const MOST_ACTORS = 8, MOST_EVENTS = 5;

/** Whether `query` (letters only) starts at a syllable: mixed syllables and initials, as people type them. */
export function pinyinMatches(pinyin, query) {
  return pinyin.split('|').some((reading) => {
    const syllables = reading.split(' ');
    return syllables.some((_, start) => follows(syllables, start, query));
  });
}

function follows(syllables, at, query) {
  if (!query) return true;
  if (at >= syllables.length) return false;
  const syllable = syllables[at];
  if (syllable.startsWith(query)) return true;
  if (query.startsWith(syllable) && follows(syllables, at + 1, query.slice(syllable.length))) return true;
  return query[0] === syllable[0] && follows(syllables, at + 1, query.slice(1));
}

/** Actors and events that match, as sets for lighting, with the best actors for the list. */
export function find(model, reports, query) {
  const text = query.trim(), low = text.toLowerCase(), letters = low.replace(/[\s'’-]/g, '');
  const found = { actors: new Set(), events: new Set(), bestActors: [] };
  if (!text) return found;
  const latin = /^[a-z]+$/.test(letters), ranked = [];
  for (let a = 0; a < model.actors; a++) {
    const name = model.actor.name.at(a).toLowerCase();
    let rank = -1;
    if (name === low) rank = 0;
    else if (name.startsWith(low)) rank = 1;
    else if (name.includes(low)) rank = 2;
    else if (model.actor.aliases.at(a).toLowerCase().includes(low)) rank = 3;
    else if (latin && pinyinMatches(model.actor.pinyin.at(a), letters)) rank = 4;
    if (rank >= 0) ranked.push([rank, a]);
  }
  ranked.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  for (const [, a] of ranked.slice(0, 400)) found.actors.add(a);
  found.bestActors = ranked.slice(0, MOST_ACTORS).map(([, a]) => a);
  if (reports && !(latin && letters.length < 3)) reports.search(text, found.events);
  return found;
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
    options = [];
    const option = (content, run) => {
      const item = el('li', { role: 'option', id: `hit-${options.length}`, 'aria-selected': 'false' }, content);
      item.addEventListener('pointerdown', (event) => { event.preventDefault(); run(); close(); });
      options.push({ item, run });
      return item;
    };
    const actors = found.bestActors.map((a) => option([kindSwatch(model.actor.kind[a]), bdi(shorten(model.actor.name.at(a), 40)), el('span', { class: 'count', text: String(model.actor.degree[a]) })], () => app.actions.pickActor(a)));
    const { inside, outside } = app.hitEvents(), every = [...inside, ...outside], { off } = app.store.get();
    const events = every.slice(0, MOST_EVENTS).map((e, i) => option([groupSwatch(model.event.group[e]), bdi(shorten(app.reports().firstShown(e, off.outlets)?.sentence ?? '', 40)),
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
