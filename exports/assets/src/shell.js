// The page's frame: its landmarks, toolbars and the boxes that the views fill.

import { el } from './dom.js';
import { icon } from './icons.js';
import { kindSwatch } from './shapes.js';
import { heading } from './i18n.js';

const button = (name, properties = {}, ...children) => el('button', { type: 'button', class: name, ...properties }, ...children);

/** Builds the frame into `root` and gives its parts by name. */
export function buildShell(root) {
  const p = {};
  p.search = el('input', { type: 'search', id: 'search', role: 'combobox', autocomplete: 'off', spellcheck: false, maxLength: 200, 'aria-expanded': 'false', 'aria-controls': 'hits', 'aria-autocomplete': 'list' });
  p.hits = el('div', { id: 'hits', role: 'listbox', hidden: true });
  p.counts = el('p', { class: 'counts', role: 'status', 'aria-live': 'polite' });
  p.filterButton = button('tool', { 'aria-expanded': 'false', 'aria-controls': 'filters' });
  p.exportButton = button('tool', { 'aria-expanded': 'false', 'aria-controls': 'exports' });
  p.theme = button('tool icon');
  p.language = button('tool');
  p.about = button('tool small about', { 'aria-expanded': 'false', 'aria-controls': 'panel' });
  p.brand = el('span', { class: 'name' });
  const header = el('header', { class: 'top' },
    el('h1', {}, el('span', { class: 'seal', 'aria-hidden': 'true', text: '纪' }), p.brand),
    el('div', { class: 'searchbox', role: 'search' }, p.search, el('kbd', { class: 'slash', 'aria-hidden': 'true', text: '/' }), p.hits),
    p.counts, p.about, el('div', { class: 'tools' }, p.filterButton, p.exportButton, p.theme, p.language));

  p.views = el('div', { class: 'segmented', role: 'group' });
  p.breadth = button('tool small');
  p.zoomOut = button('tool small icon', {}, icon('minus'));
  p.zoomIn = button('tool small icon', {}, icon('plus'));
  p.fit = button('tool small icon', {}, icon('fit'));
  p.zooms = el('div', { class: 'zooms' }, p.breadth, p.zoomOut, p.zoomIn, p.fit);
  p.map = el('canvas', { role: 'img' });
  p.near = el('div', { class: 'near', hidden: true });
  p.note = el('p', { class: 'note' });
  p.table = el('div', { class: 'table', hidden: true, tabIndex: 0, role: 'region' });
  p.legend = el('p', { class: 'legend' });
  p.emptyMap = el('div', { class: 'nothing over', hidden: true }, el('h2'), el('p'));
  p.stage = el('div', { class: 'stage' }, p.map, p.near, p.table, p.emptyMap, p.legend, p.note);
  p.network = el('section', { class: 'network' }, el('div', { class: 'bar' }, p.views, p.zooms), p.stage);

  p.play = button('tool small icon');
  p.from = el('input', { type: 'text', inputMode: 'numeric', size: 10, maxLength: 12, placeholder: 'YYYY-MM-DD', autocomplete: 'off' });
  p.to = el('input', { type: 'text', inputMode: 'numeric', size: 10, maxLength: 12, placeholder: 'YYYY-MM-DD', autocomplete: 'off' });
  p.reset = button('tool small');
  p.earlier = button('chip', { hidden: true });
  p.later = button('chip', { hidden: true });
  p.undated = button('chip', { hidden: true });
  p.lanes = el('select', { class: 'small' });
  p.hist = el('canvas', { tabIndex: 0, role: 'slider', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': 0 });
  p.labels = el('ol', { class: 'lanes' });
  p.lines = el('canvas', { role: 'img' });
  p.time = el('section', { class: 'time' },
    el('div', { class: 'bar' }, p.play, el('span', { class: 'range' }, p.from, el('span', { 'aria-hidden': 'true', text: '–' }), p.to), p.reset, el('span', { class: 'chips' }, p.earlier, p.later, p.undated), p.lanes),
    el('div', { class: 'hist' }, p.hist), el('div', { class: 'lines' }, p.labels, p.lines));

  p.panel = el('div', { class: 'content' });
  const aside = el('aside', { id: 'panel', class: 'panel', tabIndex: 0 }, p.panel);
  p.aside = aside;
  p.filters = el('div', { id: 'filters', class: 'card', role: 'dialog', hidden: true });
  p.exports = el('div', { id: 'exports', class: 'card narrow', role: 'dialog', hidden: true });
  p.tip = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  root.replaceChildren(header, el('main', {}, el('div', { class: 'work' }, p.network, p.time), aside), p.filters, p.exports, p.tip);
  root.removeAttribute('aria-busy');
  return p;
}

/** Writes every fixed word of the frame in the language of `t`. */
export function writeShell(p, app) {
  const t = app.words(), state = app.store.get(), { lang } = state;
  document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
  p.brand.textContent = lang === 'zh' ? '事' : 'Jishi';
  p.brand.parentElement.setAttribute('aria-label', t.name);
  p.search.placeholder = t.search;
  p.search.title = t.searchHint;
  p.hits.setAttribute('aria-label', t.search);
  p.search.setAttribute('aria-label', t.search);
  p.filterButton.textContent = t.filters;
  p.filters.setAttribute('aria-label', t.filters);
  p.exportButton.textContent = t.export;
  p.exports.setAttribute('aria-label', t.export);
  p.about.textContent = t.overview;
  p.language.textContent = t.language;
  p.language.setAttribute('aria-label', `${t.language} – ${t.languageLabel}`);
  p.language.title = t.languageLabel;
  p.language.lang = lang === 'zh' ? 'en' : 'zh';
  p.theme.replaceChildren(icon(state.theme));
  name(p.theme, `${t.themeLabel}: ${t.theme[state.theme]}`);
  p.network.setAttribute('aria-label', t.network);
  p.time.setAttribute('aria-label', t.timeline);
  p.aside.setAttribute('aria-label', t.evidence);
  p.table.setAttribute('aria-label', t.table);
  p.map.setAttribute('aria-label', t.mapCanvas);
  p.lines.setAttribute('aria-label', t.lanesCanvas);
  p.hist.setAttribute('aria-label', t.histLabel);
  p.labels.setAttribute('aria-label', t.actors);
  p.from.setAttribute('aria-label', t.from);
  p.to.setAttribute('aria-label', t.to);
  p.reset.textContent = t.reset;
  name(p.zoomIn, t.zoomIn);
  name(p.zoomOut, t.zoomOut);
  name(p.fit, t.fit);
  p.views.setAttribute('aria-label', t.view);
  p.views.replaceChildren(...['map', 'near', 'table'].map((view) => button('', { text: t[view], 'aria-pressed': String(state.view === view), onclick: () => app.store.set({ view }) })));
  p.breadth.textContent = t.all;
  p.breadth.setAttribute('aria-pressed', String(state.breadth === 'all'));
  p.breadth.classList.toggle('on', state.breadth === 'all');
  p.breadth.title = t.breadthLabel;
  p.lanes.setAttribute('aria-label', t.lanesLabel);
  p.lanes.replaceChildren(...['auto', 'story', 'swim'].map((mode) => el('option', { value: mode, text: t.lanes[mode], selected: state.lanes === mode })));
  writePlay(p, app);
  const kinds = new Set(app.model.actor.kind);
  p.legend.replaceChildren(...app.model.words.kinds.map((word, i) => kinds.has(i + 1) ? el('span', {}, kindSwatch(i + 1), heading(app.model.words.kinds, i + 1, lang)) : '').filter(Boolean));
}

export function writePlay(p, app) {
  const t = app.words(), on = app.actions.playing();
  p.play.replaceChildren(icon(on ? 'pause' : 'play'));
  name(p.play, on ? t.pause : t.play);
}

function name(element, text) {
  element.setAttribute('aria-label', text);
  element.title = text;
}
