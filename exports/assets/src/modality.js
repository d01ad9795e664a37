// Whether something happened, is planned or possible, or did not happen: said alike wherever an event stands.

import { el } from './dom.js';
import { label } from './i18n.js';
import { groupSwatch } from './shapes.js';

/**
 * The look of one event or of several that share a mark: `real` when all happened (filled), `half` when
 * some did, `dashed` when one is planned or possible, `struck` when one did not happen.
 */
export function lookOf(modalities) {
  const happened = modalities.filter((modality) => modality === 'actual').length;
  return {
    real: happened === modalities.length, half: happened > 0 && happened < modalities.length,
    dashed: modalities.some((modality) => modality === 'planned' || modality === 'possible'), struck: modalities.includes('negated'),
  };
}

/** The shape of an event's group, for lists: filled, hollow and dashed, or hollow and struck as in the drawings. */
export function eventSwatch(app, e) {
  const { real, dashed, struck } = lookOf([app.modalityOf(e)]), svg = groupSwatch(app.model.event.group[e], struck);
  svg.classList.toggle('hollow', !real);
  svg.classList.toggle('dashed', dashed);
  return svg;
}

/** The word for an event that did not simply happen; null for one that did. */
export function modalityTag(app, e) {
  const { event, words } = app.model, modality = words.modalities[event.modality[e] - 1];
  if (!modality || modality.id === 'actual') return null;
  return el('span', { class: `tag ${modality.id}`, text: label(words.modalities, event.modality[e], app.store.get().lang) });
}
