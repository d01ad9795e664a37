// A shape beside each colour: groups of event types, kinds of actors.

const polygon = (context, x, y, r, sides, turn) => {
  for (let i = 0; i < sides; i++) {
    const angle = turn + (i * 2 * Math.PI) / sides;
    context[i ? 'lineTo' : 'moveTo'](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  context.closePath();
};
const square = (context, x, y, r) => { context.moveTo(x - r, y - r); context.lineTo(x + r, y - r); context.lineTo(x + r, y + r); context.lineTo(x - r, y + r); context.closePath(); };
const circle = (context, x, y, r) => { context.moveTo(x + r, y); context.arc(x, y, r, 0, 2 * Math.PI); };
const plus = (context, x, y, r) => {
  const t = r * 0.38;
  const corners = [[-t, -r], [t, -r], [t, -t], [r, -t], [r, t], [t, t], [t, r], [-t, r], [-t, t], [-r, t], [-r, -t], [-t, -t]];
  corners.forEach(([dx, dy], i) => context[i ? 'lineTo' : 'moveTo'](x + dx, y + dy));
  context.closePath();
};
const UP = -Math.PI / 2;

/** In the order of `model.groups`: diplomacy, governance, economy, security, society, justice, disaster, other. */
const GROUPS = [
  circle,
  (context, x, y, r) => square(context, x, y, r * 0.86),
  (context, x, y, r) => polygon(context, x, y, r * 1.15, 4, UP),
  (context, x, y, r) => polygon(context, x, y + r * 0.15, r * 1.2, 3, UP),
  (context, x, y, r) => polygon(context, x, y, r * 1.08, 6, 0),
  (context, x, y, r) => polygon(context, x, y - r * 0.15, r * 1.2, 3, -UP),
  (context, x, y, r) => plus(context, x, y, r * 1.15),
  (context, x, y, r) => polygon(context, x, y, r * 1.08, 5, UP),
];

/** In the order of the ontology: person, organization, country, place, group. */
const KINDS = [circle, (c, x, y, r) => square(c, x, y, r * 0.88), (c, x, y, r) => polygon(c, x, y, r * 1.2, 4, UP), (c, x, y, r) => polygon(c, x, y, r * 1.2, 3, UP), (c, x, y, r) => polygon(c, x, y, r * 1.08, 6, 0)];

export const groupPath = (context, group, x, y, r) => GROUPS[group](context, x, y, r);
export const kindPath = (context, kind, x, y, r) => (KINDS[kind - 1] ?? circle)(context, x, y, r);

/** A small drawing for legends and lists, in the colour of the text around it. */
export function swatch(paint, name, struck = false) {
  const NS = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(NS, 'svg'), path = document.createElementNS(NS, 'path');
  svg.setAttribute('viewBox', '-7 -7 14 14');
  svg.setAttribute('class', `swatch ${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const steps = [];
  paint({
    moveTo: (x, y) => steps.push(`M${x.toFixed(2)} ${y.toFixed(2)}`), lineTo: (x, y) => steps.push(`L${x.toFixed(2)} ${y.toFixed(2)}`),
    arc: (x, y, r) => steps.push(`a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`), closePath: () => steps.push('Z'),
  });
  path.setAttribute('d', steps.join(''));
  svg.append(path);
  if (struck) {
    const stroke = document.createElementNS(NS, 'path');
    stroke.setAttribute('class', 'strike');
    stroke.setAttribute('d', 'M-5 5L5 -5');
    svg.append(stroke);
  }
  return svg;
}

export const groupSwatch = (group, struck) => swatch((context) => groupPath(context, group, 0, 0, 5), `g${group}`, struck);
export const kindSwatch = (kind) => swatch((context) => kindPath(context, kind, 0, 0, 5), 'kind');
