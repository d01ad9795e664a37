// The panel beside the views: an overview, an actor, an event with its proof, or several events.

import { el, bdi, link, shorten } from './dom.js';
import { eventsOf, listAt } from './model.js';
import { topActors } from './filter.js';
import { neighbours } from './picture.js';
import { groupSwatch, kindSwatch } from './shapes.js';
import { eventSwatch, modalityTag } from './modality.js';
import { icon } from './icons.js';
import { markLegend } from './legend.js';
import { nothingHere } from './nothing.js';
import { heading, label } from './i18n.js';
import { dayInWords } from './days.js';
import { eventPanel, actorButton } from './event_panel.js';

const PAGE = 60, STANDING = 6;

export function createPanel(element, app) {
  let shown = null;

  function draw(focus) {
    const state = app.store.get(), { pick } = state, t = app.words();
    const key = pick ? `${pick.kind}${pick.number ?? pick.numbers.join()}` : 'none';
    const parts = pick?.kind === 'event' ? eventPanel(app, pick.number) : pick?.kind === 'actor' ? actorPanel(pick.number) : pick ? severalPanel(pick) : overviewPanel();
    element.replaceChildren(...[closeButton(t), ...parts].filter(Boolean));
    element.parentElement.classList.toggle('picked', Boolean(pick));
    if (key !== shown) {
      if (shown !== null) element.parentElement.scrollTop = 0;
      if (focus && shown !== null) element.querySelector('h2')?.focus({ preventScroll: true });
    }
    shown = key;
  }

  const closeButton = (t) => el('button', { type: 'button', class: 'close', 'aria-label': t.close, onclick: () => app.store.get().pick ? app.actions.pickNothing() : app.actions.closePanel() }, icon('close'));

  function overviewPanel() {
    const { model } = app, t = app.words(), { lang } = app.store.get(), { counts } = model.meta, result = app.result();
    if (!model.events) return [el('h2', { tabIndex: -1, text: t.empty }), el('p', { class: 'hint', text: t.emptyText })];
    const top = topActors(result.degree, 12);
    return [
      el('h2', { tabIndex: -1 }, bdi(model.meta.title)),
      el('p', { class: 'hint', text: t.hint }),
      el('dl', { class: 'totals' }, ...[[counts.articles, t.articles], [counts.events, t.events], [counts.actors, t.actors]].map(([n, name]) => el('div', {}, el('dt', { text: name }), el('dd', { text: String(n) })))),
      model.dated ? el('p', { class: 'muted small', text: `${t.span} ${dayInWords(model.first, lang)} – ${dayInWords(model.last, lang)}` }) : null,
      counts.leftOut ? el('p', { class: 'notice', text: t.leftOut(counts.leftOut) }) : null,
      result.events.length ? null : nothingHere(app),
      top.length ? el('section', {}, el('h3', { text: t.most }), el('ol', { class: 'bars' }, top.map((a) => barRow(actorButton(app, a), result.degree[a], result.degree[top[0]])))) : null,
      kindsSection(result, t, lang),
      markLegend(t),
      el('section', { class: 'keys' }, el('h3', { text: t.keys }), el('dl', {}, t.keyList.map(([key, what]) => el('div', {}, el('dt', {}, el('kbd', { text: key })), el('dd', { text: what }))))),
    ];
  }

  function barRow(name, count, most) {
    const bar = el('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--part', `${(100 * count) / most}%`);
    return el('li', {}, name, bar, el('span', { class: 'count', text: String(count) }));
  }

  function kindsSection(result, t, lang) {
    const { model } = app, counts = new Map();
    for (const e of result.events) counts.set(model.event.type[e], (counts.get(model.event.type[e]) ?? 0) + 1);
    const rows = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8);
    if (!rows.length) return null;
    const group = (type) => model.groups.indexOf(model.words.types[type - 1]?.group ?? 'other');
    return el('section', {}, el('h3', { text: t.kinds }), el('ul', { class: 'bars' }, rows.map(([type, count]) =>
      barRow(el('span', { class: 'kind' }, groupSwatch(Math.max(group(type), 0)), heading(model.words.types, type, lang)), count, rows[0][1]))));
  }

  function actorPanel(a) {
    const { model } = app, t = app.words(), { lang } = app.store.get(), { actor } = model, all = eventsOf(model, a);
    const inWindow = new Set(app.result().events), events = [...all].filter((e) => inWindow.has(e));
    const qid = actor.qid.at(a), rows = [];
    const add = (name, ...values) => { if (values.some(Boolean)) rows.push(el('dt', { text: name }), el('dd', {}, values)); };
    const roles = listAt(actor.roles, a), aliases = listAt(actor.aliases, a), country = actor.country.at(a);
    if (roles.length) add(t.roles, bdi(roles.slice(0, 6).join('、')));
    if (aliases.length) add(t.aliases, bdi(shorten(aliases.slice(0, 8).join('、'), 120)));
    if (country) add(t.country, bdi(country));
    if (/^Q\d+$/.test(qid)) add(t.wikidata, link(`https://www.wikidata.org/wiki/${qid}`, qid));
    const others = neighbours(model, a, 10), standing = app.reports()?.relationsOf(a) ?? [];
    return [
      el('p', { class: 'kicker' }, kindSwatch(actor.kind[a]), heading(model.words.kinds, actor.kind[a], lang)),
      el('h2', { tabIndex: -1 }, bdi(shorten(actor.name.at(a), 200))),
      el('p', { class: 'when', text: events.length === all.length ? t.theirEvents(all.length) : `${t.theirEvents(events.length)}${t.of(all.length)}` }),
      rows.length ? el('dl', { class: 'facts' }, rows) : null,
      standing.length ? el('section', {}, el('h3', { text: t.standing }), standingList(standing, a)) : null,
      others.length ? el('section', {}, el('h3', { text: t.coactors }), el('p', { class: 'chips' }, others.map((b) => actorButton(app, b)))) : null,
      events.length || !all.length ? el('section', {}, el('h3', { text: t.events }), eventList(events)) : nothingHere(app),
    ];
  }

  /** Offices and memberships: who, as what, and from when to when the articles say so. */
  function standingList(standing, a) {
    const t = app.words(), list = el('ul', { class: 'standing' });
    const put = (from, to) => list.append(...standing.slice(from, to).map((one) => el('li', {},
      actorButton(app, one.left === a ? one.right : one.left), el('bdi', { text: one.label || label(app.model.words.relations, one.kind, app.store.get().lang) }),
      el('span', { class: 'muted small', text: one.first === one.last ? one.first : [one.first, one.last].filter(Boolean).join(' – ') }))));
    put(0, STANDING);
    if (standing.length > STANDING) {
      const more = el('button', { type: 'button', class: 'more', text: t.more(standing.length - STANDING), onclick: () => { more.parentElement.remove(); put(STANDING); } });
      list.append(el('li', {}, more));
    }
    return list;
  }

  function severalPanel(pick) {
    return [el('h2', { tabIndex: -1, text: app.listTitle(pick) }), eventList(pick.numbers)];
  }

  /** Events as buttons in order of time, a page at a time. */
  function eventList(events) {
    const t = app.words(), list = el('ol', { class: 'events' });
    const put = (from) => {
      for (const e of events.slice(from, from + PAGE)) {
        list.append(el('li', {}, el('button', { type: 'button', onclick: () => app.actions.pickEvents([e]) },
          el('time', { text: app.dateOf(e) }), eventSwatch(app, e), el('span', {}, modalityTag(app, e), bdi(shorten(app.titleOf(e), 60))))));
      }
      if (from + PAGE < events.length) {
        const more = el('button', { type: 'button', class: 'more', text: t.more(Math.min(PAGE, events.length - from - PAGE)), onclick: () => { more.parentElement.remove(); put(from + PAGE); } });
        list.append(el('li', {}, more));
      }
    };
    put(0);
    return list;
  }

  return { draw };
}
