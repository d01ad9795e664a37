// What the looks of marks mean, beside small drawings of them.

import { el } from './dom.js';

const NS = 'http://www.w3.org/2000/svg';

function shape(tag, attributes) {
  const element = document.createElementNS(NS, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const dot = { cx: 0, cy: 0, r: 4.6 };
/** From left to right ever fainter, as the wings are; steps, for a gradient would need an id of its own. */
const faded = [6, 9, 12, 15].flatMap((reach) => [shape('rect', { class: 'wing', x: -reach, y: -4, width: 2 * reach, height: 8 })]);

const LOOKS = {
  happened: () => [shape('circle', { class: 'full', ...dot })],
  intended: () => [shape('circle', { class: 'hollow dashed', ...dot })],
  not: () => [shape('circle', { class: 'hollow', ...dot }), shape('path', { class: 'hollow', d: 'M-4 4L4 -4' })],
  some: () => [shape('circle', { class: 'hollow', ...dot }), shape('path', { class: 'full', d: 'M0 -4.6A4.6 4.6 0 0 0 0 4.6Z' })],
  vague: () => [...faded.map((one) => one.cloneNode()), shape('circle', { class: 'soft', ...dot })],
  lasting: () => [shape('path', { class: 'hollow', d: 'M-13 0H13M-13 -4V4M13 -4V4' }), shape('circle', { class: 'full', ...dot })],
};

/** The legend of marks in the words of `t`. */
export function markLegend(t) {
  const rows = Object.entries(LOOKS).map(([name, paint]) => {
    const svg = shape('svg', { viewBox: '-16 -7 32 14', class: 'look', 'aria-hidden': 'true' });
    svg.append(...paint());
    return el('li', {}, svg, el('span', { text: t.looks[name] }));
  });
  return el('section', {}, el('h3', { text: t.legend }), el('ul', { class: 'looks' }, rows));
}
