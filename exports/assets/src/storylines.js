// The timeline: draws what `weave` worked out and answers the pointer.

import { chooseLanes } from './lanes.js';
import { weave } from './weave.js';
import { ticks } from './days.js';
import { boxOf, fitCanvas, gutter, timeScale, pointIn, isolate } from './canvas.js';
import { paintBar, paintMark, paintWings } from './marks.js';
import { FONT } from './theme.js';
import { lightOf } from './lighting.js';
import { lookOf } from './modality.js';
import { shorten, el, bdi } from './dom.js';
import { kindSwatch } from './shapes.js';

const ROW = 22, TOP = 22, RIGHT = 12;

const radiusOf = (count) => count > 9 ? 8 : count > 3 ? 7.2 : count > 1 ? 6 : 4.6;

export function createStorylines(canvas, labels, app) {
  let lanes = [], shape = null, hits = [], hover = null, lastRows = 0, lanesKey = null;

  const rowsThatFit = (height) => Math.max(3, Math.floor((height - TOP - 4) / ROW));

  function pickedActors(state) {
    if (state.pick?.kind === 'actor') return [state.pick.number];
    if (state.pick?.kind === 'event') return app.actorsOf(state.pick.number).slice(0, 6);
    return [];
  }

  function update(quick) {
    const state = app.store.get(), fits = rowsThatFit(boxOf(canvas.parentElement).height);
    if (quick && lanes.length && fits === lastRows) return;
    lastRows = fits;
    const hitsFirst = [...app.hits().actors].slice(0, 12), pinned = pickedActors(state), key = `${state.range}|${state.query}|${app.maskVersion()}|${fits}`;
    // Choosing somebody moves no line; a line that was not there comes in at the top.
    const missing = pinned.filter((a) => !lanes.includes(a));
    if (key !== lanesKey) lanes = chooseLanes(app.model, app.result(), fits, pinned, hitsFirst);
    else if (missing.length) lanes = [...missing, ...lanes.filter((a) => pinned.includes(a)), ...lanes.filter((a) => !pinned.includes(a))].slice(0, fits);
    lanesKey = key;
    writeLabels(state);
  }

  function writeLabels(state) {
    const { model } = app;
    labels.replaceChildren(...lanes.map((a, row) => {
      const name = model.actor.name.at(a);
      const button = el('button', {
        type: 'button', class: 'lane', title: name, 'aria-pressed': String(state.pick?.kind === 'actor' && state.pick.number === a),
        onclick: () => { hover = null; app.actions.pickActor(a); }, onpointermove: () => setHover({ actor: a }), onpointerleave: () => setHover(null),
      }, bdi(shorten(name, 24)), kindSwatch(model.actor.kind[a]));
      button.classList.toggle('hit', app.hits().actors.has(a));
      const item = el('li', {}, button);
      item.style.top = `${TOP + row * ROW}px`;
      return item;
    }));
  }

  function setHover(value) {
    if (value?.actor === hover?.actor) return;
    hover = value;
    app.redraw('time');
  }

  function draw(target = null) {
    const state = app.store.get(), colours = app.colours(), { context, width, height } = target ?? fitCanvas(canvas);
    context.clearRect(0, 0, width, height);
    if (!state.domain) return;
    const [low, high] = state.range ?? state.domain, scale = timeScale(low, high, gutter(width), width - RIGHT);
    const rowY = (row) => TOP + row * ROW + ROW / 2;
    shape = weave(app.model, app.result(), lanes, scale, rowY, state.lanes);
    hits = [];
    context.save();
    drawGrid(context, colours, scale, height, state);
    context.beginPath();
    context.rect(scale.left - 6, 0, scale.right - scale.left + 12, height);
    context.clip();
    const light = lightOf(app, hover?.actor);
    drawBars(context, colours, scale, rowY, light);
    drawThreads(context, colours, light);
    drawLinks(context, colours, rowY, light);
    drawWings(context, colours, light);
    drawMarks(context, colours, light);
    drawKnots(context, colours, light);
    context.restore();
    if (target) drawNames(context, colours, rowY, width);
    canvas.dataset.mode = shape.mode;
  }

  function drawGrid(context, colours, scale, height, state) {
    context.font = `11px ${FONT}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    let free = -Infinity;
    for (const { day, label } of ticks(scale.low, scale.high, scale.right - scale.left, state.lang, 64)) {
      const x = Math.round(scale.x(day)), end = x + context.measureText(label).width + 4;
      context.fillStyle = colours.line;
      context.fillRect(x, state.range ? 4 : 0, 1, height);
      if (!state.range || x < free || end > scale.right + RIGHT) continue;
      free = end + 6;
      context.fillStyle = colours.muted;
      context.fillText(label, x + 4, 10);
    }
  }

  function drawBars(context, colours, scale, rowY, light) {
    const perRow = new Map();
    for (const bar of shape.bars) perRow.set(bar.row, (perRow.get(bar.row) ?? 0) + 1);
    const most = app.moving() ? 24 : 160;
    for (const bar of shape.bars) {
      if (perRow.get(bar.row) > most && bar.event % Math.ceil(perRow.get(bar.row) / most) && !light.lit(bar.event)) continue;
      const left = Math.max(bar.left, scale.left - 40), right = Math.min(bar.right, scale.right + 40), y = bar.y ?? rowY(bar.row);
      const colour = colours.groups[app.model.event.group[bar.event]], lit = light.lit(bar.event);
      const full = lit && light.isChosen(bar.event) ? 0.8 : lit ? 0.5 : light.some ? 0.12 : 0.38;
      const strength = full === 0.8 ? full : full / Math.sqrt(perRow.get(bar.row)) / (bar.right - bar.left > 600 ? 1.6 : 1);
      context.globalAlpha = Math.max(strength, 0.05);
      paintBar(context, colour, bar, app.modalityOf(bar.event), left, right, y);
      hits.push({ left: bar.left, right: bar.right, top: y - 6, bottom: y + 6, events: [bar.event], weak: bar.right - bar.left });
    }
    context.globalAlpha = 1;
  }

  function drawThreads(context, colours, light) {
    lanes.forEach((a, row) => {
      const strong = a === light.actor || light.hit(a);
      context.strokeStyle = strong ? colours.accent : colours.actor;
      context.globalAlpha = strong ? 1 : light.some ? 0.28 : 0.6;
      context.lineWidth = strong ? 2 : 1.25;
      context.beginPath();
      runThread(context, shape.threads[row]);
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  function runThread(context, corners) {
    context.moveTo(corners[0][0], corners[0][1]);
    for (let i = 1; i < corners.length; i++) {
      const [x0, y0] = corners[i - 1], [x1, y1] = corners[i], middle = (x0 + x1) / 2;
      if (y0 === y1) context.lineTo(x1, y1);
      else context.bezierCurveTo(middle, y0, middle, y1, x1, y1);
    }
  }

  function drawLinks(context, colours, rowY, light) {
    for (const { x, rows, event } of shape.links) {
      const lit = light.lit(event);
      context.strokeStyle = lit ? colours.accent : colours.actor;
      context.globalAlpha = lit ? 0.9 : light.some ? 0.08 : 0.22;
      context.lineWidth = lit ? 1.5 : 1;
      context.beginPath();
      context.moveTo(x, rowY(Math.min(...rows)));
      context.lineTo(x, rowY(Math.max(...rows)));
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  function drawWings(context, colours, light) {
    for (const { x, y, events, wings } of [...shape.marks, ...shape.knots]) {
      if (!wings) continue;
      const lit = events.find(light.lit), first = lit ?? events[0];
      context.globalAlpha = light.some && lit === undefined ? 0.15 : 0.6;
      paintWings(context, colours.groups[app.model.event.group[first]], wings, radiusOf(events.length), x, y);
    }
    context.globalAlpha = 1;
  }

  function drawMarks(context, colours, light) {
    for (const mark of shape.marks) {
      const dim = light.some && !mark.events.some(light.lit);
      stamp(context, colours, mark, light, dim);
      hits.push({ left: mark.x - 7, right: mark.x + 7, top: mark.y - 9, bottom: mark.y + 9, events: mark.events, weak: 0 });
    }
  }

  /** One mark: a shape in its group's colour; hollow as far as it did not happen, a count when there are several. */
  function stamp(context, colours, { x, y, events, soft }, light, dim) {
    const lit = light.some && !dim ? events.filter(light.lit) : events, count = events.length, radius = radiusOf(count), text = count < 2 ? '' : count > 99 ? '99+' : String(count);
    const look = { group: app.model.event.group[lit[0]], ...lookOf(lit.map(app.modalityOf)), radius, text, soft };
    context.globalAlpha = dim ? 0.22 : 1;
    app.sprites.draw(context, `mark ${colours.panel}${Object.values(look).join()}`, x, y, { left: -14, top: -14, width: 28, height: 28 }, (pen, left, top) => paintMark(pen, colours, look, left, top));
    context.globalAlpha = 1;
    if (!events.some(light.isChosen)) return;
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.stroke();
  }

  function drawKnots(context, colours, light) {
    for (const knot of shape.knots) {
      const lit = knot.events.find(light.lit), dim = light.some && lit === undefined, first = lit ?? knot.events[0];
      const tall = knot.reach + 6, wide = 5.5;
      context.globalAlpha = dim ? 0.3 : 1;
      context.beginPath();
      context.roundRect(knot.x - wide, knot.y - tall, 2 * wide, 2 * tall, wide);
      context.fillStyle = colours.panel;
      context.fill();
      context.strokeStyle = colours.groups[app.model.event.group[first]];
      context.lineWidth = 1.5;
      if (knot.soft) context.globalAlpha *= 0.5;
      context.stroke();
      context.globalAlpha = 1;
      stamp(context, colours, knot, light, dim);
      hits.push({ left: knot.x - 8, right: knot.x + 8, top: knot.y - tall - 2, bottom: knot.y + tall + 2, events: knot.events, weak: 0 });
    }
  }

  function drawNames(context, colours, rowY, width) {
    context.font = `12px ${FONT}`;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillStyle = colours.ink;
    lanes.forEach((a, row) => context.fillText(isolate(shorten(app.model.actor.name.at(a), 9)), gutter(width) - 14, rowY(row)));
  }

  /** The smallest thing under a point, marks before bars. */
  function under({ x, y }) {
    let best = null;
    for (const hit of hits) {
      if (x < hit.left || x > hit.right || y < hit.top || y > hit.bottom) continue;
      if (!best || hit.weak < best.weak || (hit.weak === best.weak && Math.abs((hit.left + hit.right) / 2 - x) < Math.abs((best.left + best.right) / 2 - x))) best = hit;
    }
    return best;
  }

  canvas.addEventListener('pointermove', (event) => {
    const hit = under(pointIn(canvas, event));
    canvas.style.cursor = hit ? 'pointer' : 'default';
    if (hit) app.tip.events(hit.events, event); else app.tip.hide();
  });
  canvas.addEventListener('pointerleave', () => app.tip.hide());
  canvas.addEventListener('click', (event) => {
    const hit = under(pointIn(canvas, event));
    if (hit) app.actions.pickEvents(hit.events);
    else app.actions.pickNothing();
  });
  canvas.addEventListener('wheel', (event) => {
    if (!shape || event.ctrlKey) return;
    event.preventDefault();
    const state = app.store.get(), [low, high] = state.range ?? state.domain, box = canvas.getBoundingClientRect();
    const scale = timeScale(low, high, gutter(box.width), box.width - RIGHT);
    app.actions.zoomRange(Math.exp(event.deltaY * 0.0015), scale.day(event.clientX - box.left));
  }, { passive: false });

  return { update, draw, lanes: () => lanes, hits: () => hits, mode: () => shape?.mode, relabel: () => writeLabels(app.store.get()) };
}
