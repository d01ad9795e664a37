// The views as one picture: drawn again at twice the size (PNG) or as SVG.

import { SvgContext } from './svg_context.js';
import { FONT } from './theme.js';

const MARGIN = 16, HEAD = 34;

/** Draws title, network, histogram and lines one below the other with `context` at each offset. */
function compose(app, views, shift) {
  const colours = app.colours(), width = Math.max(...views.map((view) => view.width)) + 2 * MARGIN;
  let top = HEAD + MARGIN;
  const height = top + views.reduce((sum, view) => sum + view.height + 12, 0);
  shift.background(width, height, colours.paper);
  shift.title(app.model.meta.title, app.summary(), colours);
  for (const view of views) {
    shift.view(view, MARGIN, top);
    top += view.height + 12;
  }
}

function sizes(app, views) {
  let width = MARGIN * 2, height = HEAD + MARGIN;
  for (const view of views) { width = Math.max(width, view.width + 2 * MARGIN); height += view.height + 12; }
  return { width, height };
}

export function toSvg(app, views) {
  const { width, height } = sizes(app, views), measure = document.createElement('canvas').getContext('2d'), parts = [];
  compose(app, views, {
    background: (w, h, colour) => parts.push(`<rect width="${w}" height="${h}" fill="${colour}"/>`),
    title(title, summary, colours) {
      const context = new SvgContext(width, HEAD, measure);
      writeTitle(context, title, summary, colours);
      parts.push(context.toString());
    },
    view(view, x, y) {
      const context = new SvgContext(view.width, view.height, measure);
      view.draw({ context, width: view.width, height: view.height });
      context.restore();
      const prefix = `v${Math.round(y)}-`;
      parts.push(`<g transform="translate(${x} ${y})">${context.toString().replaceAll('id="', `id="${prefix}`).replaceAll('url(#', `url(#${prefix}`)}</g>`);
    },
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}

export function toPng(app, views) {
  const { width, height } = sizes(app, views), canvas = document.createElement('canvas'), scale = 2;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  compose(app, views, {
    background(w, h, colour) { context.fillStyle = colour; context.fillRect(0, 0, w, h); },
    title: (title, summary, colours) => writeTitle(context, title, summary, colours),
    view(view, x, y) {
      // A canvas of its own, because views clear and measure from their own corner.
      const own = document.createElement('canvas');
      own.width = view.width * scale;
      own.height = view.height * scale;
      const pen = own.getContext('2d');
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      view.draw({ context: pen, width: view.width, height: view.height });
      context.drawImage(own, x, y, view.width, view.height);
    },
  });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function writeTitle(context, title, summary, colours) {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.font = `600 17px ${FONT}`;
  context.fillText(title, MARGIN, 26);
  const width = context.measureText(title).width;
  context.fillStyle = colours.muted;
  context.font = `12px ${FONT}`;
  context.fillText(summary, MARGIN + width + 14, 27);
}

/** Gives a file to the person; nothing leaves the page. */
export function save(content, name, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type }), address = URL.createObjectURL(blob), anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
