// The pictures on buttons, drawn as paths: a character may be missing from a font, and looking for it costs time.

const NS = 'http://www.w3.org/2000/svg', DISC = 'M7 2.6a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 0 1 0-8.8z';

/** [stroked path, filled path] in a box of 14. */
const PATHS = {
  play: ['', 'M4 2.4v9.2l7.6-4.6z'],
  pause: ['', 'M3.6 2.6h2.3v8.8h-2.3zM8.1 2.6h2.3v8.8h-2.3z'],
  minus: ['M2.8 7h8.4', ''],
  plus: ['M2.8 7h8.4M7 2.8v8.4', ''],
  fit: ['M8.4 2.6h3v3M5.6 11.4h-3v-3M11 3L8 6M3 11l3-3', ''],
  auto: [DISC, 'M7 2.6a4.4 4.4 0 0 1 0 8.8z'],
  light: [`M7 4.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 0 1 0-4.8zM7 1v1.4M7 11.6v1.4M1 7h1.4M11.6 7h1.4M2.8 2.8l1 1M10.2 10.2l1 1M11.2 2.8l-1 1M3.8 10.2l-1 1`, ''],
  dark: ['M11.4 8.6a4.8 4.8 0 1 1-5.6-6.3a3.9 3.9 0 0 0 5.6 6.3z', ''],
  close: ['M3 3l8 8M11 3l-8 8', ''],
};

/** The picture of that name, in the colour of the text around it. */
export function icon(name) {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  PATHS[name].forEach((steps, filled) => {
    if (!steps) return;
    const path = document.createElementNS(NS, 'path');
    path.setAttribute('d', steps);
    if (filled) path.setAttribute('class', 'filled');
    svg.append(path);
  });
  return svg;
}
