// A small card beside the pointer. Touch and keyboard have the panel instead.

import { el, bdi, shorten } from './dom.js';
import { heading } from './i18n.js';
import { modalityTag } from './modality.js';

export function createTip(element, app) {
  const place = (event) => {
    const x = event.clientX ?? 0, y = event.clientY ?? 0;
    element.hidden = false;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 6))}px`;
    element.style.top = `${y + height + 24 > innerHeight ? Math.max(4, y - height - 12) : y + 16}px`;
  };
  return {
    hide() { element.hidden = true; },
    actor(a, event) {
      const { model } = app, t = app.words(), { lang } = app.store.get();
      element.replaceChildren(el('strong', {}, bdi(shorten(model.actor.name.at(a), 40))),
        el('span', { text: `${heading(model.words.kinds, model.actor.kind[a], lang)} · ${t.theirEvents(app.result().degree[a])}` }));
      place(event);
    },
    events(events, event) {
      const t = app.words(), rows = events.slice(0, 4).map((e) => el('span', {}, `${app.dateOf(e)} · `, modalityTag(app, e), bdi(shorten(app.titleOf(e), 44))));
      if (events.length > 4) rows.push(el('span', { class: 'muted', text: `… ${t.several(events.length)}` }));
      element.replaceChildren(...rows);
      place(event);
    },
  };
}
