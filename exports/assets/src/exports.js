// The export card: the selection as picture or data, made and saved inside the page.

import { boxOf } from './canvas.js';
import { el } from './dom.js';
import { toCsv, toJsonLd } from './export_data.js';
import { toPng, toSvg, save } from './export_image.js';

export function createExports(holder, app, { views, shell, near }) {
  const pictures = () => {
    const parts = [], add = (canvas, view) => { const { width, height } = boxOf(canvas.parentElement); parts.push({ width, height, draw: view.draw }); };
    const close = app.store.get().view === 'near' ? near()?.canvas() : null;
    add(shell.map, close ? { draw: ({ context, width, height }) => context.drawImage?.(close, 0, 0, width, height) ?? context.image?.(close, 0, 0, width, height) } : views.map);
    add(shell.hist, views.hist);
    add(shell.lines, views.lines);
    return parts;
  };

  const run = {
    png: async () => save(await toPng(app, pictures()), 'jishi.png', 'image/png'),
    svg: () => save(toSvg(app, pictures()), 'jishi.svg', 'image/svg+xml'),
    csv: () => save(toCsv(app.model, app.reports(), app.selection(), app.store.get().off.outlets), 'jishi.csv', 'text/csv;charset=utf-8'),
    jsonld: () => save(toJsonLd(app.model, app.reports(), app.selection()), 'jishi.jsonld', 'application/ld+json'),
  };

  return {
    draw() {
      const t = app.words();
      holder.replaceChildren(el('p', { class: 'muted small', text: t.exportHint(app.selection().length) }),
        ...['png', 'svg', 'csv', 'jsonld'].map((kind) => el('button', {
          type: 'button', class: 'row', text: t[kind], 'data-export': kind,
          onclick: async () => { await run[kind](); app.redraw(); app.actions.closeCards(); },
        })));
    },
  };
}
