// The overview of the network on our own canvas: main actors, or each node there is.

import { boxOf, fitCanvas, pointIn, writeName } from './canvas.js';
import { kindPath } from './shapes.js';
import { paintMark } from './marks.js';
import { lightOf } from './lighting.js';
import { lookOf } from './modality.js';
import { mainPicture, roomFor } from './picture.js';
import { placeLabels } from './labels.js';
import { spread } from './spread.js';
import { shorten } from './dom.js';
import { FONT, calm } from './theme.js';

const AREA = 30000, QUICK_EDGES = 3500, ALL_EDGES = 60000, GLIDE = 260;

export function createOverview(canvas, app) {
  const view = { zoom: 1, x: 0, y: 0 };
  let picture = null, places = new Map(), glide = null, dots = [], drag = null, hover = null, busiest = 1, box = { width: 1, height: 1 };

  /** From the layout's unit square into the box, in pixels from its middle. */
  const home = (a) => ({ x: (app.model.actor.x[a] / AREA) * (box.width / 2 - 30), y: (app.model.actor.y[a] / AREA) * (box.height / 2 - 24) });
  /** Of an actor's node: by its events, and beside the busiest where that has very many. */
  const radius = (count) => 2.6 + Math.min(Math.sqrt(count) * 1.05, 10.4 * Math.sqrt(count / busiest));

  function update(quick) {
    const state = app.store.get(), result = app.result();
    box = boxOf(canvas.parentElement);
    if (!quick) legendWidth();
    if (state.breadth === 'all') { picture = null; return; }
    picture = mainPicture(app.model, result, roomFor(box.width, box.height), state.pick, app.hitActors());
    busiest = Math.max(1, ...picture.actors.map((a) => result.degree[a]));
    const before = places;
    if (quick) {
      for (const a of picture.actors) if (!places.has(a)) places.set(a, home(a));
      return;
    }
    const nodes = picture.actors.map((a) => ({ ...home(a), r: radius(result.degree[a]) }));
    const settled = spread(nodes, picture.ties, box.width - 60, box.height - 44);
    places = new Map(picture.actors.map((a, i) => [a, settled[i]]));
    const moved = [...places].filter(([a]) => before.has(a));
    if (!calm() && moved.length && document.documentElement.dataset.ready) {
      glide = { from: before, start: performance.now() };
      requestAnimationFrame(step);
    }
  }

  function step() {
    if (!glide) return;
    if (performance.now() - glide.start >= GLIDE) glide = null;
    draw();
    if (glide) requestAnimationFrame(step);
  }

  function placeOf(a) {
    const to = places.get(a) ?? home(a);
    if (!glide?.from.has(a)) return to;
    const t = Math.min((performance.now() - glide.start) / GLIDE, 1), ease = 1 - (1 - t) ** 3, from = glide.from.get(a);
    return { x: from.x + (to.x - from.x) * ease, y: from.y + (to.y - from.y) * ease };
  }

  const toScreen = ({ x, y }) => ({ x: box.width / 2 + view.x + x * view.zoom, y: box.height / 2 + view.y + y * view.zoom });

  function draw(target = null) {
    const state = app.store.get(), colours = app.colours(), { context, width, height } = target ?? fitCanvas(canvas);
    box = { width, height };
    context.clearRect(0, 0, width, height);
    dots = [];
    if (state.breadth === 'all') drawAll(context, colours, state);
    else if (picture) drawMain(context, colours, state);
  }

  function lighting(state) {
    const actors = new Set(app.hitActors());
    if (hover !== null) actors.add(hover);
    if (state.pick?.kind === 'actor') actors.add(state.pick.number);
    if (state.pick?.kind === 'event') for (const a of app.actorsOf(state.pick.number)) actors.add(a);
    const light = lightOf(app);
    for (const e of light.chosen ?? []) for (const a of app.actorsOf(e)) actors.add(a);
    return { actors, some: light.some || actors.size > 0, lit: (e) => light.lit(e) || (hover !== null && app.isIn(hover, e)), isChosen: light.isChosen };
  }

  function drawMain(context, colours, state) {
    const { actors, ties, events } = picture, { degree } = app.result(), light = lighting(state);
    const at = actors.map((a) => toScreen(placeOf(a)));
    drawTies(context, colours, ties, at, actors, light);
    const near = nearLit(ties, actors, light);
    if (events.length) drawEvents(context, colours, events, new Map(actors.map((a, i) => [a, at[i]])), light);
    const scale = Math.sqrt(view.zoom);
    actors.forEach((a, i) => {
      const r = radius(degree[a]) * scale, lit = light.actors.has(a);
      context.globalAlpha = light.some && !lit && !near.has(i) ? 0.3 : 1;
      context.beginPath();
      kindPath(context, app.model.actor.kind[a], at[i].x, at[i].y, r);
      context.fillStyle = lit ? colours.accent : colours.actor;
      context.strokeStyle = colours.paper;
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
      dots.push({ x: at[i].x, y: at[i].y, r: Math.max(r, 6), actor: a });
    });
    context.globalAlpha = 1;
    drawLabels(context, colours, actors.map((a, i) => ({ a, x: at[i].x, y: at[i].y, r: radius(degree[a]) * scale, lit: light.actors.has(a), near: near.has(i) })), light);
  }

  function nearLit(ties, actors, light) {
    const near = new Set();
    for (const [i, j] of ties) {
      if (light.actors.has(actors[i])) near.add(j);
      if (light.actors.has(actors[j])) near.add(i);
    }
    return near;
  }

  function drawTies(context, colours, ties, at, actors, light) {
    const sets = [[], [], [], []]; // faint, medium, strong, lit
    for (const tie of ties) {
      const lit = light.actors.has(actors[tie[0]]) || light.actors.has(actors[tie[1]]);
      sets[lit ? 3 : tie[2] > 7 ? 2 : tie[2] > 2 ? 1 : 0].push(tie);
    }
    sets.forEach((set, level) => {
      context.beginPath();
      for (const [i, j] of set) { context.moveTo(at[i].x, at[i].y); context.lineTo(at[j].x, at[j].y); }
      context.lineWidth = [0.8, 1.4, 2.2, 1.6][level];
      context.globalAlpha = level === 3 ? 0.75 : light.some ? 0.1 : [0.22, 0.32, 0.42][level];
      context.strokeStyle = level === 3 ? colours.accent : colours.actor;
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  function drawEvents(context, colours, events, at, light) {
    const around = new Map(), paper = { ...colours, panel: colours.paper };
    for (const e of events) {
      const ends = app.actorsOf(e).filter((a) => at.has(a)).map((a) => at.get(a));
      const x = ends.reduce((sum, end) => sum + end.x, 0) / ends.length, y = ends.reduce((sum, end) => sum + end.y, 0) / ends.length;
      // Events with the same actors stand around the same spot, in the order of time.
      const key = `${Math.round(x)},${Math.round(y)}`, turn = around.get(key) ?? 0;
      around.set(key, turn + 1);
      const away = ends.length === 1 ? 14 + turn * 0.8 : turn ? 7 + turn * 1.1 : 0, angle = turn * 2.39996 + 2.7;
      const spot = { x: x + away * Math.cos(angle), y: y + away * Math.sin(angle) };
      const chosen = light.isChosen(e), radius = chosen ? 6 : 4;
      context.globalAlpha = light.some && !light.lit(e) ? 0.22 : 1;
      paintMark(context, paper, { group: app.model.event.group[e], ...lookOf([app.modalityOf(e)]), radius, text: '', soft: false }, spot.x, spot.y);
      context.globalAlpha = 1;
      if (chosen) drawRing(context, colours, radius + 3, spot);
      dots.push({ x: spot.x, y: spot.y, r: 6, event: e });
    }
  }

  function drawRing(context, colours, radius, { x, y }) {
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }

  let legend = { lang: '', width: 0 };
  /** How far the legend reaches into the picture; it changes with its words only. */
  function legendWidth() {
    const { lang } = app.store.get(), element = canvas.parentElement.querySelector('.legend');
    if (legend.lang !== lang) legend = { lang, width: element.offsetLeft + element.offsetWidth + 4 };
    return legend.width;
  }

  const rank = (node) => (node.lit ? 2 : node.near ? 1 : 0);

  function drawLabels(context, colours, nodes, light) {
    context.font = `12px ${FONT}`;
    const order = nodes.filter((node, i) => !light.some || node.lit || node.near || i < 14).sort((one, two) => rank(two) - rank(one));
    const wanted = order.map((node, i) => {
      const text = shorten(app.model.actor.name.at(node.a), 14);
      return { ...node, text, width: widthOf(context, text), owner: i };
    });
    const blocked = wanted.map((node, i) => ({ left: node.x - node.r, right: node.x + node.r, top: node.y - node.r, bottom: node.y + node.r, owner: i }));
    for (const { x, y, event } of dots) if (event !== undefined && app.result().events.length < 200) blocked.push({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4, owner: Infinity });
    blocked.push({ left: 0, right: legendWidth(), top: box.height - 28, bottom: box.height, owner: -1 });
    const spots = placeLabels(wanted, blocked, box);
    spots.forEach((spot, i) => {
      if (!spot) return;
      const { lit, near, text, width } = wanted[i], colour = lit ? colours.accent : light.some && !near ? colours.muted : colours.ink;
      const box = { left: -3, top: -10, width: width * (lit ? 1.08 : 1) + 6, height: 20 };
      app.sprites.draw(context, `${colour}${lit ? '!' : ''}${text}`, spot.left, spot.middle, box, (pen, x, y) => writeName(pen, colours.paper, colour, text, x, y, `${lit ? '600 ' : ''}12px ${FONT}`));
    });
  }

  const widths = new Map();
  function widthOf(context, text) {
    let width = widths.get(text);
    if (width === undefined) widths.set(text, width = context.measureText(text).width);
    return width;
  }

  /** Every actor and event of the window, in few strokes whatever their number. */
  function drawAll(context, colours, state) {
    const { model } = app, { events, degree } = app.result(), light = lighting(state), quick = app.moving();
    const zx = (box.width / 2 - 30) / AREA * view.zoom, zy = (box.height / 2 - 24) / AREA * view.zoom;
    const cx = box.width / 2 + view.x, cy = box.height / 2 + view.y, { x: ax, y: ay } = model.actor, { parts } = model.event, { actor } = model.part;
    const most = quick ? QUICK_EDGES : ALL_EDGES;
    let edges = 0;
    for (const e of events) edges += parts[e + 1] - parts[e];
    const every = Math.max(1, Math.ceil(edges / most)), groups = Array.from({ length: 32 }, () => []), rings = [];
    const happened = [true, ...model.words.modalities.map((word) => word.id === 'actual')];
    context.beginPath();
    let turn = 0;
    for (const e of events) {
      const from = parts[e], to = parts[e + 1];
      if (from === to) continue;
      let x = 0, y = 0;
      for (let i = from; i < to; i++) { x += ax[actor[i]]; y += ay[actor[i]]; }
      const away = 3 + (e % 7), angle = e * 2.39996;
      x = cx + (x / (to - from)) * zx + away * Math.cos(angle);
      y = cy + (y / (to - from)) * zy + away * Math.sin(angle);
      groups[model.event.group[e] * 4 + (light.some && !light.lit(e) ? 0 : 2) + (happened[model.event.modality[e]] ? 1 : 0)].push(x, y, e);
      if (light.isChosen(e)) rings.push({ x, y });
      if (turn++ % every) continue;
      for (let i = from; i < to; i++) { context.moveTo(x, y); context.lineTo(cx + ax[actor[i]] * zx, cy + ay[actor[i]] * zy); }
    }
    context.strokeStyle = colours.actor;
    context.globalAlpha = light.some ? 0.05 : Math.max(0.07, Math.min(0.3, 400 / Math.max(events.length, 1)));
    context.lineWidth = 0.6;
    context.stroke();
    drawGroups(context, colours, groups, rings);
    context.globalAlpha = light.some ? 0.3 : 1;
    drawActorDots(context, colours, degree, light, cx, cy, zx, zy);
  }

  /** First what is dimmed, then what is lit; of each group first what did not simply happen. */
  function drawGroups(context, colours, groups, rings) {
    for (const lit of [0, 2]) {
      context.globalAlpha = lit ? 1 : 0.22;
      for (let i = 0; i < groups.length; i++) if ((i & 2) === lit) drawSpots(context, colours.groups[i >> 2], colours.paper, groups[i], (i & 1) === 1);
    }
    for (const spot of rings) drawRing(context, colours, 5, spot);
  }

  /** A small square an event; with a hole of `paper` where it did not simply happen. */
  function drawSpots(context, colour, paper, spots, real) {
    const r = spots.length > 6000 ? 0.9 : 1.6, hole = r - 0.7;
    context.fillStyle = colour;
    for (let i = 0; i < spots.length; i += 3) {
      context.fillRect(spots[i] - r, spots[i + 1] - r, 2 * r, 2 * r);
      if (!real) {
        context.fillStyle = paper;
        context.fillRect(spots[i] - hole, spots[i + 1] - hole, 2 * hole, 2 * hole);
        context.fillStyle = colour;
      }
      if (spots.length < 60000) dots.push({ x: spots[i], y: spots[i + 1], r: 4, event: spots[i + 2] });
    }
  }

  function drawActorDots(context, colours, degree, light, cx, cy, zx, zy) {
    const { x: ax, y: ay } = app.model.actor, best = [];
    context.fillStyle = colours.actor;
    context.beginPath();
    for (let a = 0; a < degree.length; a++) {
      if (!degree[a]) continue;
      const x = cx + ax[a] * zx, y = cy + ay[a] * zy, r = Math.min(1 + Math.sqrt(degree[a]) * 0.5, 9);
      if (r < 2.4) context.fillRect(x - r, y - r, 2 * r, 2 * r);
      else { context.moveTo(x + r, y); context.arc(x, y, r, 0, 6.2832); }
      dots.push({ x, y, r: Math.max(r, 4), actor: a });
      if (best.length < (app.moving() ? 60 : 120) || light.actors.has(a)) best.push({ a, x, y, r, lit: light.actors.has(a), near: false });
    }
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = colours.accent;
    for (const { x, y, r, lit } of best) {
      if (!lit) continue;
      context.beginPath();
      context.arc(x, y, r + 2, 0, 6.2832);
      context.fill();
    }
    drawLabels(context, colours, best, light);
  }

  function under({ x, y }) {
    let best = null, least = Infinity;
    for (const dot of dots) {
      const distance = Math.hypot(dot.x - x, dot.y - y);
      if (distance <= dot.r + 4 && distance - (dot.event === undefined ? 0 : 3) < least) { best = dot; least = distance; }
    }
    return best;
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    drag = { from: pointIn(canvas, event), x: view.x, y: view.y, moved: false };
  });
  canvas.addEventListener('pointermove', (event) => {
    const point = pointIn(canvas, event);
    if (drag) {
      const dx = point.x - drag.from.x, dy = point.y - drag.from.y;
      if (!drag.moved && Math.hypot(dx, dy) < 4) return;
      drag.moved = true;
      view.x = drag.x + dx;
      view.y = drag.y + dy;
      app.redraw('map');
      return;
    }
    const dot = under(point), actor = dot?.actor ?? null;
    canvas.style.cursor = dot ? 'pointer' : 'grab';
    if (dot?.event !== undefined) app.tip.events([dot.event], event);
    else if (actor !== null) app.tip.actor(actor, event);
    else app.tip.hide();
    if (actor !== hover) { hover = actor; app.redraw('map'); }
  });
  canvas.addEventListener('pointerleave', () => { app.tip.hide(); if (hover !== null) { hover = null; app.redraw('map'); } });
  const release = (event) => {
    if (!drag) return;
    const { moved } = drag;
    drag = null;
    if (moved || event.type === 'pointercancel') return;
    const dot = under(pointIn(canvas, event));
    if (!dot) app.actions.pickNothing();
    else if (dot.event !== undefined) app.actions.pickEvents([dot.event]);
    else app.actions.pickActor(dot.actor);
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * 0.0015), pointIn(canvas, event));
  }, { passive: false });
  canvas.addEventListener('dblclick', () => fit());

  function zoom(factor, point = { x: box.width / 2, y: box.height / 2 }) {
    const next = Math.min(Math.max(view.zoom * factor, 0.4), 24), real = next / view.zoom;
    view.x = point.x - box.width / 2 - (point.x - box.width / 2 - view.x) * real;
    view.y = point.y - box.height / 2 - (point.y - box.height / 2 - view.y) * real;
    view.zoom = next;
    app.redraw('map');
  }

  function fit() {
    Object.assign(view, { zoom: 1, x: 0, y: 0 });
    app.redraw('map');
  }

  return { update, draw, zoom, fit, dots: () => dots };
}
