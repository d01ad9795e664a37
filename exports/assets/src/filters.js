// The filter card: types, modality, stance and source, each with how many events it holds.

import { el, bdi, shorten } from './dom.js';
import { groupSwatch } from './shapes.js';
import { FILTERS } from './state.js';
import { heading } from './i18n.js';

const FIELD = { types: 'type', modalities: 'modality', stances: 'stance' };
const MOST_ROWS = 60;

export function createFilters(holder, app) {
  /** Rows of one filter: `{id, text, count, group}`, most first; `-` stands for none. */
  function rows(name, lang) {
    const { model } = app, t = app.words();
    if (name === 'outlets') return outletRows(t);
    const column = model.event[FIELD[name]], counts = new Uint32Array(model.words[name].length + 1);
    for (let e = 0; e < model.events; e++) counts[column[e]]++;
    const list = [];
    counts.forEach((count, number) => {
      if (!count) return;
      const word = model.words[name][number - 1];
      list.push({ id: word?.id ?? '-', text: heading(model.words[name], number, lang) || t.none, count, group: name === 'types' ? Math.max(0, model.groups.indexOf(word?.group ?? 'other')) : null });
    });
    return list.sort((a, b) => b.count - a.count);
  }

  function outletRows(t) {
    const reports = app.reports(), counts = new Map();
    if (!reports) return [];
    for (let e = 0; e < app.model.events; e++) {
      const own = new Set();
      reports.eachOutlet(e, (outlet) => own.add(outlet));
      for (const outlet of own) counts.set(outlet, (counts.get(outlet) ?? 0) + 1);
    }
    return [...counts].map(([outlet, count]) => ({ id: reports.outlets.at(outlet) || '-', text: reports.outlets.at(outlet) || t.none, count, group: null }))
      .sort((a, b) => b.count - a.count);
  }

  function toggle(name, id, on) {
    const { off } = app.store.get(), set = new Set(off[name]);
    if (on) set.delete(id); else set.add(id);
    app.store.set({ off: { ...off, [name]: set } });
  }

  function draw() {
    const { off, lang } = app.store.get(), t = app.words();
    holder.replaceChildren(...FILTERS.map((name) => {
      const every = rows(name, lang), list = every.slice(0, MOST_ROWS);
      if (list.length < 2) return null;
      const boxes = list.map(({ id, text, count, group }) => el('label', {},
        el('input', { type: 'checkbox', checked: !off[name].has(id), onchange: (event) => toggle(name, id, event.target.checked) }),
        group === null ? null : groupSwatch(group), bdi(shorten(text, 24)), el('span', { class: 'count', text: String(count) })));
      const all = (on) => el('button', { type: 'button', class: 'quiet', text: on ? t.showAll : t.hideAll, onclick: () => {
        app.store.set({ off: { ...app.store.get().off, [name]: on ? new Set() : new Set(every.map(({ id }) => id)) } });
        draw();
      } });
      return el('fieldset', {}, el('legend', { text: t[name] }), el('p', { class: 'both' }, all(true), all(false)), el('div', { class: 'boxes' }, boxes),
        list.length < every.length ? el('p', { class: 'muted small', text: t.listed(list.length, every.length) }) : null);
    }).filter(Boolean));
  }

  return { draw };
}
