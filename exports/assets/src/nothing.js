// Why there is nothing here, and the way back.

import { el } from './dom.js';
import { emptyState } from './state.js';

/** For a place whose events the window or the filters hide: which of them, with a button for each that shows all again. */
export function nothingHere(app) {
  const t = app.words(), { range, lang } = app.store.get(), filtered = app.filtered();
  const button = (text, run) => el('p', {}, el('button', { type: 'button', class: 'more', text, onclick: run }));
  return el('div', { class: 'nothing' }, el('h3', { text: t.nothing }), el('p', { text: range && filtered ? t.hiddenByBoth : range ? t.hiddenByWindow : filtered ? t.hiddenByFilters : t.nothingText }),
    range ? button(t.reset, () => app.actions.resetTime()) : null,
    filtered ? button(t.allFilters, () => app.store.set({ off: emptyState(lang).off })) : null);
}
