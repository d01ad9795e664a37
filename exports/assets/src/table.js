// The same events as a table: for reading in order, for screen readers, and for copying.

import { el, bdi, direction, link, shorten } from './dom.js';
import { actorsOf, UNDATED } from './model.js';
import { eventSwatch, modalityTag } from './modality.js';
import { heading } from './i18n.js';
import { nothingHere } from './nothing.js';

const PAGE = 100;

/** For each text its place among all of them in the order of a language. */
function ranks(texts, lang) {
  const { compare } = new Intl.Collator(lang), order = texts.map((_, i) => i).sort((a, b) => compare(texts[a], texts[b]) || a - b), places = new Float64Array(texts.length);
  order.forEach((number, place) => { places[number] = place; });
  return places;
}

const all = (texts, size) => Array.from({ length: size }, (_, i) => texts.at(i));

export function createTable(holder, app) {
  let shown = {}, sorted = null, names = null;

  /** The events of the table: those of the actor that is chosen or followed, a list that is chosen, or all in the window. */
  function chosenEvents({ pick }) {
    const { events } = app.result(), of = pick?.kind === 'actor' ? pick.number : pick?.kind === 'event' ? pick.of : undefined;
    if (pick?.kind === 'events') return Uint32Array.from(pick.numbers);
    return of === undefined ? events : events.filter((e) => app.isIn(of, e));
  }

  /** What an event is sorted by; whatever lacks it comes last either way. */
  function keyOf(order, { lang, off }) {
    const { model } = app, { event } = model, reports = app.reports();
    if (order === 'type') {
      const places = ranks(model.words.types.map((word) => word[lang]), lang);
      return (e) => event.type[e] ? places[event.type[e] - 1] : Infinity;
    }
    if (order === 'who') {
      names ??= ranks(all(model.actor.name, model.actors), 'zh');
      return (e) => event.parts[e] < event.parts[e + 1] ? names[model.part.actor[event.parts[e]]] : Infinity;
    }
    if (order === 'source') {
      const places = reports ? ranks(all(reports.outlets, reports.outlets.size), lang) : [];
      return (e) => places[reports?.outletOf(e, off.outlets) ?? -1] ?? Infinity;
    }
    return (e) => event.flags[e] & UNDATED ? Infinity : e;
  }

  function inOrder(state) {
    const { order, range, pick, lang } = state, key = [range, app.maskVersion(), pick?.kind, pick?.kind === 'events' ? pick.numbers : pick?.kind === 'actor' ? pick.number : pick?.of, order, lang].join('|');
    if (sorted?.key === key) return sorted.list;
    const list = Array.from(chosenEvents(state)), back = order.startsWith('-'), by = keyOf(back ? order.slice(1) : order, state);
    const keys = new Map(list.map((e) => [e, by(e)]));
    if (order !== 'date') list.sort((a, b) => compare(keys.get(a), keys.get(b), back) || a - b);
    sorted = { key, list };
    return list;
  }

  const compare = (one, two, back) => one === two ? 0 : one === Infinity ? 1 : two === Infinity ? -1 : back ? two - one : one - two;

  function draw() {
    const { model } = app, state = app.store.get(), t = app.words(), list = inOrder(state), { pick } = state;
    if (!list.length) {
      holder.replaceChildren(model.events ? nothingHere(app) : el('div', { class: 'nothing' }, el('h3', { text: t.empty }), el('p', { text: t.emptyText })));
      return;
    }
    const own = pick?.kind === 'event' ? list.indexOf(pick.number) : -1, last = Math.ceil(list.length / PAGE) - 1;
    const page = Math.min(state.page ?? Math.max(Math.floor(own / PAGE), 0), last), from = page * PAGE, to = Math.min(from + PAGE, list.length);
    const table = el('table', {},
      el('caption', { text: `${t.events} ${t.page(from + 1, to, list.length)}` }),
      el('thead', {}, el('tr', {}, head('date', t.date, state), head('type', t.type, state), head('who', t.participants, state), el('th', { scope: 'col', text: t.sentence }), head('source', t.source, state))),
      el('tbody', {}, list.slice(from, to).map((e) => row(e, state))));
    const turn = (by) => el('button', { type: 'button', 'data-keep': by < 0 ? 'previous' : 'next', text: by < 0 ? t.previous : t.next, disabled: by < 0 ? page === 0 : page === last, onclick: () => app.store.set({ page: page + by }) });
    const keep = holder.contains(document.activeElement) ? document.activeElement.dataset.keep : undefined;
    holder.replaceChildren(table, last ? el('p', { class: 'pager' }, turn(-1), turn(1)) : '');
    if (keep) holder.querySelector(`[data-keep=${keep}]`)?.focus();
    const look = `${sorted.key}|${page}`, other = look !== shown.look;
    if (other) holder.scrollTop = 0;
    if (own >= from && own < to && (other || own !== shown.own)) holder.querySelector('tr.chosen').scrollIntoView({ block: 'nearest' });
    shown = { look, own };
  }

  /** The head of a column that sorts: once by it, again the other way round. */
  function head(name, text, { order }) {
    const now = order === name ? 'ascending' : order === `-${name}` ? 'descending' : null;
    const button = el('button', { type: 'button', 'data-keep': name, title: app.words().sortBy(text), onclick: () => app.store.set({ order: order === name ? `-${name}` : name }) },
      text, el('span', { class: 'arrow', 'aria-hidden': 'true', text: now === 'descending' ? '↓' : now ? '↑' : '' }));
    return el('th', { scope: 'col', 'aria-sort': now }, button);
  }

  function row(e, { lang, pick, off }) {
    const { model } = app, report = app.reports()?.firstShown(e, off.outlets);
    const chosen = pick?.kind === 'event' && pick.number === e;
    return el('tr', { class: chosen ? 'chosen' : null },
      el('th', { scope: 'row' }, el('button', { type: 'button', text: app.dateOf(e), onclick: () => app.actions.pickEvents([e]) })),
      el('td', { class: 'kind' }, eventSwatch(app, e), heading(model.words.types, model.event.type[e], lang), modalityTag(app, e)),
      el('td', {}, bdi(shorten(actorsOf(model, e).map((a) => model.actor.name.at(a)).join('、'), 80))),
      el('td', { class: 'sentence', dir: direction(report?.sentence ?? ''), text: shorten(report?.sentence ?? '', 120) }),
      el('td', {}, report?.article ? link(report.article.url, report.article.outlet || report.article.source, { dir: 'auto' }) : ''));
  }

  return { draw };
}
