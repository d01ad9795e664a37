// The proof of one event: each report's sentence with the words marked, its source, and its date.

import { el, bdi, direction, link, shorten } from './dom.js';
import { eachActor, CLAIMED, FADING, INFERRED } from './model.js';
import { kindSwatch } from './shapes.js';
import { eventSwatch, modalityTag } from './modality.js';
import { heading, label, wordFor } from './i18n.js';

const MOST_REPORTS = 12;

export function eventPanel(app, e) {
  const { model } = app, t = app.words(), { lang } = app.store.get(), { event } = model, more = readMore(event.more.at(e));
  const reports = app.reports()?.of(e) ?? [];
  return [
    el('p', { class: 'kicker' }, eventSwatch(app, e), heading(model.words.types, event.type[e], lang), ...tags(app, e)),
    el('h2', { tabIndex: -1 }, bdi(shorten(app.titleOf(e, 8), 120))),
    el('p', { class: 'when' }, el('time', { text: app.dateOf(e) }), event.flags[e] & (FADING | INFERRED) ? el('span', { class: 'muted', text: ` · ${event.flags[e] & INFERRED ? t.inferred : t.uncertain}` }) : null),
    event.flags[e] & CLAIMED ? el('p', { class: 'notice', text: t.claimed }) : null,
    people(app, e),
    disagreements(app, more.disagreements),
    ...reportCards(app, reports),
    facts(app, more),
  ];
}

function readMore(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

function tags(app, e) {
  const { event, words } = app.model, { lang } = app.store.get(), rows = [modalityTag(app, e)];
  if (event.stance[e]) rows.push(el('span', { class: 'tag', text: label(words.stances, event.stance[e], lang) }));
  if (event.mode[e]) rows.push(el('span', { class: 'tag', text: label(words.modes, event.mode[e], lang) }));
  return rows;
}

function people(app, e) {
  const { model } = app, { lang } = app.store.get(), items = [];
  eachActor(model, e, (a, role) => items.push(el('li', {}, actorButton(app, a), el('span', { class: 'muted', text: label(model.words.roles, role, lang) }))));
  return items.length ? el('ul', { class: 'people', 'aria-label': app.words().participants }, items) : null;
}

export function actorButton(app, a) {
  return el('button', { type: 'button', class: 'actor', onclick: () => app.actions.pickActor(a) }, kindSwatch(app.model.actor.kind[a]), bdi(shorten(app.model.actor.name.at(a), 60)));
}

/** The first reports, and a button that brings the others. */
function reportCards(app, reports) {
  const cards = (from, to) => reports.slice(from, to).map((report, i) => reportCard(app, report, from + i, reports.length));
  if (reports.length <= MOST_REPORTS) return cards(0);
  const more = el('button', { type: 'button', class: 'more', text: app.words().more(reports.length - MOST_REPORTS), onclick: () => {
    const rest = cards(MOST_REPORTS);
    more.replaceWith(...rest);
    rest[0].tabIndex = -1;
    rest[0].focus();
  } });
  return [...cards(0, MOST_REPORTS), more];
}

function reportCard(app, report, place, count) {
  const t = app.words(), { article } = report;
  const head = article && el('p', { class: 'source' },
    el('cite', {}, link(article.url, article.title || article.source || t.original, { dir: direction(article.title) })),
    el('span', { class: 'muted' }, bdi([article.outlet, article.published.slice(0, 10)].filter(Boolean).join(' · '))));
  return el('article', { class: 'report', 'aria-label': `${t.report} ${place + 1} / ${count}` },
    el('blockquote', { dir: direction(report.sentence), lang: 'zh' }, sentence(app, report)),
    dateRead(app, report),
    report.claimed ? el('p', { class: 'muted small', text: t.claimedHere }) : null,
    head);
}

/** The sentence with trigger, time and participants marked; marks that cross an earlier one are left out. */
function sentence(app, { sentence: text, marks }) {
  const parts = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < at) continue;
    parts.push(text.slice(at, mark.start), marked(app, text.slice(mark.start, mark.end), mark));
    at = mark.end;
  }
  parts.push(text.slice(at));
  return parts;
}

function marked(app, text, { kind, actor }) {
  const t = app.words(), { lang } = app.store.get();
  const name = kind === 0 ? t.trigger : kind === 1 ? t.timeWord : label(app.model.words.roles, kind - 2, lang);
  const element = el('mark', { class: ['m-trigger', 'm-time'][kind] ?? 'm-actor', title: name, text });
  if (actor >= 0) {
    const go = () => app.actions.pickActor(actor);
    element.addEventListener('click', go);
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      go();
    });
    element.classList.add('goes');
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
  }
  return element;
}

/** How the date was read: the words, their value, where they stand, the parts they say, and what was filled in. */
function dateRead(app, { words, time, rule, reading }) {
  if (!time && !words) return null;
  const t = app.words(), steps = [];
  if (words) steps.push(el('q', { dir: 'auto', lang: 'zh', text: words }));
  if (reading && reading.value !== time) steps.push(el('code', { text: reading.value }));
  steps.push(time ? el('code', { text: time }) : el('span', { class: 'muted', text: t.unresolved }));
  const parts = [wordFor(t.timeRules, rule), ...reading ? partsRead(t, reading) : []].filter(Boolean);
  return [
    el('p', { class: 'dateread' }, steps.flatMap((step, i) => i ? [' → ', step] : [step])),
    parts.length ? el('p', { class: 'dateparts' }, bdi(parts.join(' · '))) : null,
  ];
}

function partsRead(t, { stated, filled, anchor }) {
  const name = (part) => wordFor(t.parts, part), said = [...new Set(stated.map(name).filter(Boolean))];
  return [
    said.length ? t.partsSaid(said.join(t.comma)) : '',
    filled.length ? t.partsFilled(filled.map(([part, value]) => t.partIs(name(part), value)).join(t.comma)) : '',
    !anchor ? '' : anchor.words ? t.fromWords(shorten(anchor.words, 24), anchor.value) : t.fromPublished(anchor.value),
  ];
}

function facts(app, more) {
  const t = app.words(), rows = [];
  const add = (name, value) => { if (value) rows.push(el('dt', { text: name }), el('dd', {}, bdi(String(value)))); };
  add(t.place, more.place);
  if (more.origin) add(t.origin, [more.origin.name, more.origin.time].filter(Boolean).join(' · '));
  if (more.quantity) add(t.figure, [more.quantity.indicator, more.quantity.value, more.quantity.unit].filter(Boolean).join(' '));
  add(t.claim, more.claim);
  return rows.length ? el('dl', { class: 'facts' }, rows) : null;
}

/** What reports disagree on: a field, or what a figure counts (`figure: …`). */
function fieldName(t, field) {
  const [name, ...counted] = field.split(': ');
  return [wordFor(t.fields, name), ...counted].join(t.colon);
}

function disagreements(app, list) {
  if (!list?.length) return null;
  const t = app.words(), reports = app.reports();
  return el('section', { class: 'disagree' }, el('h3', { text: t.disagree }), ...list.map(({ field, values }) => el('div', {},
    el('h4', {}, bdi(fieldName(t, field))),
    el('ul', {}, Object.entries(values).map(([value, ids]) => el('li', {}, el('strong', {}, bdi(value || t.none)), ' ',
      el('span', { class: 'muted' }, bdi(ids.map((id) => { const article = reports?.articleById(id); return article ? article.outlet || article.title || id : id; }).join('、')))))))));
}
