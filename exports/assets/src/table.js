// The same events as a table: for reading in order, for screen readers, and for copying.

import { el, bdi, direction, link, shorten } from './dom.js';
import { actorsOf } from './model.js';
import { groupSwatch } from './shapes.js';
import { heading } from './i18n.js';

const PAGE = 100;

export function createTable(holder, app) {
  let page = 0, last = null;

  function draw() {
    const { model } = app, state = app.store.get(), t = app.words(), { events } = app.result();
    const pick = state.pick, list = pick?.kind === 'actor' ? events.filter((e) => app.isIn(pick.number, e)) : pick?.kind === 'events' ? Uint32Array.from(pick.numbers) : events;
    const key = `${state.range}|${app.maskVersion()}|${pick?.kind !== 'event' && pick?.number}`;
    if (key !== last) page = 0;
    last = key;
    if (!list.length) {
      holder.replaceChildren(el('div', { class: 'nothing' }, el('h3', { text: model.events ? t.nothing : t.empty }), el('p', { text: model.events ? t.nothingText : t.emptyText })));
      return;
    }
    const from = page * PAGE, to = Math.min(from + PAGE, list.length);
    const table = el('table', {},
      el('caption', { text: `${t.events} ${t.page(from + 1, to, list.length)}` }),
      el('thead', {}, el('tr', {}, [t.date, t.type, t.participants, t.sentence, t.source].map((name) => el('th', { scope: 'col', text: name })))),
      el('tbody', {}, Array.from(list.slice(from, to), (e) => row(e, state))));
    const turn = (by) => el('button', { type: 'button', text: by < 0 ? t.previous : t.next, disabled: by < 0 ? page === 0 : to >= list.length, onclick: () => { page += by; draw(); holder.scrollTop = 0; } });
    holder.replaceChildren(table, list.length > PAGE ? el('p', { class: 'pager' }, turn(-1), turn(1)) : '');
  }

  function row(e, { lang, pick, off }) {
    const { model } = app, report = app.reports()?.firstShown(e, off.outlets);
    const chosen = pick?.kind === 'event' && pick.number === e;
    return el('tr', { class: chosen ? 'chosen' : null },
      el('th', { scope: 'row' }, el('button', { type: 'button', text: app.dateOf(e), onclick: () => app.actions.pickEvents([e]) })),
      el('td', { class: 'kind' }, groupSwatch(model.event.group[e]), heading(model.words.types, model.event.type[e], lang)),
      el('td', {}, bdi(shorten(actorsOf(model, e).map((a) => model.actor.name.at(a)).join('、'), 80))),
      el('td', { class: 'sentence', dir: direction(report?.sentence ?? ''), text: shorten(report?.sentence ?? '', 120) }),
      el('td', {}, report?.article ? link(report.article.url, report.article.outlet || report.article.source, { dir: 'auto' }) : ''));
  }

  return { draw };
}
