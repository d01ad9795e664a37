// How events look on the lines: shape and colour by type, filled or hollow by modality, sharp or soft by
// how well the date is known.

import { groupPath } from './shapes.js';
import { FONT } from './theme.js';
import { lookOf } from './modality.js';

/** How far the wings of an uncertain or long time reach beyond the mark. */
const WING = 9, HALF_BAR = 4;

/**
 * Filled: it happened. Hollow and dashed: planned or possible. Hollow and struck: it did not happen. Half
 * filled: some of several happened. Pale and without an edge (`soft`): the day is not known.
 */
export function paintMark(context, colours, { group, real, half, dashed, struck, radius, text, soft }, x, y) {
  const colour = colours.groups[group];
  context.beginPath();
  groupPath(context, group, x, y, radius);
  context.fillStyle = real && !soft ? colour : colours.panel;
  context.fill();
  const { globalAlpha } = context;
  if (soft) context.globalAlpha = globalAlpha * (real ? 0.45 : 0.65);
  if (real && soft) {
    context.fillStyle = colour;
    context.fill();
  }
  if (half) paintHalf(context, colour, group, radius, x, y);
  context.lineWidth = 1.4;
  context.strokeStyle = real ? colours.panel : colour;
  if (dashed) context.setLineDash([2, 1.6]);
  context.stroke();
  context.setLineDash([]);
  if (struck) paintStrike(context, text ? radius + 1.5 : 4, x, y);
  context.globalAlpha = globalAlpha;
  if (text) paintCount(context, colours, text, x, y);
}

/** The left half of a shape; the whole of it is the path again afterwards. */
function paintHalf(context, colour, group, radius, x, y) {
  const reach = radius * 1.5;
  context.save();
  context.beginPath();
  context.rect(x - reach, y - reach, reach, 2 * reach);
  context.clip();
  context.beginPath();
  groupPath(context, group, x, y, radius);
  context.fillStyle = colour;
  context.fill();
  context.restore();
}

/** From below left to above right, beyond the shape where a figure stands in it. */
export function paintStrike(context, reach, x, y) {
  context.beginPath();
  context.moveTo(x - reach, y + reach);
  context.lineTo(x + reach, y - reach);
  context.stroke();
}

function paintCount(context, colours, text, x, y) {
  context.font = `600 ${text.length > 2 ? 7.5 : 9}px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 2.5;
  context.strokeStyle = colours.panel;
  context.fillStyle = colours.ink;
  context.strokeText(text, x, y + 0.5);
  context.fillText(text, x, y + 0.5);
}

/**
 * Beside a mark whose time is wider than a day but narrower than a bar can be: `fade` runs out on both
 * sides, for the day is not known; `flat` ends where the time ends, for it lasts.
 */
export function paintWings(context, colour, kind, radius, x, y) {
  const reach = radius + WING;
  if (kind === 'flat') {
    context.fillStyle = colour;
    context.fillRect(x - reach, y - 1.25, 2 * reach, 2.5);
    for (const end of [x - reach, x + reach]) context.fillRect(end - 0.75, y - 4, 1.5, 8);
    return;
  }
  const shade = context.createLinearGradient(x - reach, 0, x + reach, 0);
  shadeBar(shade, { fadeLeft: true, fadeRight: true }, colour);
  context.fillStyle = shade;
  context.fillRect(x - reach, y - HALF_BAR, 2 * reach, 2 * HALF_BAR);
}

/** Strongest in the middle when both ends are vague, at the end that is known when the other is open. */
function shadeBar(shade, { fadeLeft, fadeRight }, colour) {
  const clear = `${colour}00`;
  shade.addColorStop(0, fadeLeft ? clear : colour);
  if (fadeLeft === fadeRight) shade.addColorStop(0.5, colour);
  shade.addColorStop(1, fadeRight ? clear : colour);
}

/** A time that is wide enough to be seen, from `left` to `right`: full when it happened, else hollow. */
export function paintBar(context, colour, bar, modality, left, right, y) {
  const shade = context.createLinearGradient(left, 0, right, 0);
  shadeBar(shade, bar, colour);
  const { real, dashed } = lookOf([modality]);
  if (real) {
    context.fillStyle = shade;
    context.fillRect(left, y - HALF_BAR, right - left, 2 * HALF_BAR);
    return;
  }
  context.strokeStyle = shade;
  context.lineWidth = 1.4;
  if (dashed) context.setLineDash([4, 3]);
  context.beginPath();
  for (const height of [y - HALF_BAR, y + HALF_BAR]) {
    // Not quite level: the box of a level line has no height, and some renderers paint no gradient in it.
    context.moveTo(left, height);
    context.lineTo(right, height + 0.01);
  }
  context.stroke();
  context.setLineDash([]);
}
