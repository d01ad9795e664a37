// The close-up: the network of one actor, or of the window, drawn by vis-network from pyvis's wheel.

import { inflate } from './columns.js';
import { chooseNear, tiesOf } from './near_choice.js';
import { actorsOf, UNDATED } from './model.js';
import { shorten } from './dom.js';
import { spread } from './spread.js';
import { FONT } from './theme.js';
import { writeName } from './canvas.js';
import { placeLabels } from './labels.js';
import { paintStrike } from './marks.js';
import { lookOf } from './modality.js';

/** Beyond so many nodes edges are faint, and hidden while the picture is zoomed. */
const EVENT = 'e', AREA = 30000, DATED_UP_TO = 26, FEW = 150;

/** Unpacks and runs the bundle that the page carries, word for word: its hash is in the page's policy. */
async function loadVis() {
  const script = document.createElement('script');
  script.textContent = await inflate(document.getElementById('vis-source')).text();
  document.head.append(script);
  if (!window.vis) throw new Error('vis-network');
}

export function createCloseUp(holder, note, app) {
  const seed = JSON.parse(document.getElementById('pyvis-network').textContent);
  let network = null, shown = null, nodes = null, edges = null, current = null, names = null, loading = false;

  /** The best-connected of all, as pyvis holds them, until somebody chooses. */
  const isSeed = (state) => !state.pick && !state.range && !app.filtered();

  function actorNode(a, at, colours, centre, busiest, room) {
    const { model } = app, count = app.result().degree[a], lit = a === centre || app.hitActors().has(a);
    const shape = ['dot', 'dot', 'square', 'diamond', 'triangle', 'hexagon'][model.actor.kind[a]] ?? 'dot', colour = lit ? colours.accent : colours.actor;
    return {
      id: a, shape, size: Math.min(7, room / 7) + Math.min(Math.sqrt(count) * 1.6, 15 * Math.sqrt(count / busiest), room / 3), x: at.x, y: at.y, borderWidth: 1.5,
      color: { background: colour, border: colours.paper, highlight: { background: colours.accent, border: colours.paper }, hover: { background: colours.accent, border: colours.paper } },
    };
  }

  const VIS_SHAPES = ['dot', 'square', 'diamond', 'triangle', 'hexagon', 'triangleDown', 'star', 'dot'];
  function eventNode(e, at, colours, room) {
    const group = app.model.event.group[e], chosen = app.store.get().pick?.kind === 'event' && app.store.get().pick.number === e;
    // As on the lines: filled is what happened, hollow what is planned (dashed) or did not happen.
    const { real, dashed } = lookOf([app.modalityOf(e)]), colour = colours.groups[group];
    const plain = { background: real ? colour : colours.paper, border: chosen ? colours.accent : real ? colours.paper : colour };
    return {
      id: EVENT + e, shape: VIS_SHAPES[group], size: chosen ? 9 : Math.min(6, room / 6), x: at.x, y: at.y, borderWidth: chosen ? 3 : real ? 1 : 1.5, shapeProperties: { borderDashes: dashed ? [3, 2] : false },
      color: { ...plain, highlight: plain, hover: { ...plain, border: colours.accent } },
    };
  }

  function build(state) {
    const { model } = app, colours = app.colours(), what = isSeed(state)
      ? { actors: seed.nodes.map((node) => node.id), events: [], centre: null, left: { actors: 0, events: 0 }, joined: 0 }
      : chooseNear(model, app.result(), state.pick, model.meta.closeUp);
    const row = new Map(what.actors.map((a, i) => [a, i])), size = what.actors.length, list = [];
    const ties = isSeed(state) ? seed.edges.map((edge) => [row.get(edge.from), row.get(edge.to), edge.value]) : tiesOf(model, app.result(), what);
    const width = Math.max(holder.clientWidth, 300) * 1.05, height = Math.max(holder.clientHeight, 200) * 1.05;
    const start = [
      ...what.actors.map((a) => ({ x: (model.actor.x[a] / AREA) * width * 0.45, y: (model.actor.y[a] / AREA) * height * 0.45, r: 14 })),
      ...what.events.map((e) => ({ ...middle(e, row, width, height), r: 8 })),
    ];
    const at = spread(start, ties, width, height);
    const busiest = Math.max(1, ...what.actors.map((a) => app.result().degree[a])), room = Math.sqrt((width * height) / Math.max(at.length, 1));
    what.actors.forEach((a, i) => list.push(actorNode(a, at[i], colours, what.centre, busiest, room)));
    what.events.forEach((e, i) => list.push(eventNode(e, at[size + i], colours, room)));
    const centre = what.centre === null ? -1 : row.get(what.centre), crowd = Math.min(1, Math.sqrt(FEW / list.length));
    const lines = ties.map(([i, j, weight], k) => ({
      id: k, from: list[i].id, to: list[j].id, width: Math.min(0.6 + Math.sqrt(weight) * 0.6, 5),
      color: { color: colours.actor, opacity: j >= size ? 0.55 * crowd * (i === centre ? crowd : 1) : Math.min(0.15 + weight * 0.06, 0.6), highlight: colours.accent, hover: colours.accent },
    }));
    for (const relation of app.standing(what.actors)) lines.push({ from: relation.left, to: relation.right, dashes: [4, 4], width: crowd, color: { color: colours.muted, opacity: 0.8 * crowd * crowd } });
    return { list, lines, what };
  }

  function middle(e, row, width, height) {
    const { model } = app, ends = actorsOf(model, e).filter((a) => row.has(a));
    if (!ends.length) return { x: 0, y: 0 };
    const mean = (axis) => ends.reduce((sum, a) => sum + model.actor[axis][a], 0) / ends.length / AREA;
    return { x: mean('x') * width * 0.45 + 12 * Math.cos(e), y: mean('y') * height * 0.45 + 12 * Math.sin(e) };
  }

  function show() {
    const state = app.store.get(), key = [state.range?.join(), state.pick && `${state.pick.kind}${state.pick.number}`, app.maskVersion(), state.query, state.theme, state.lang, app.colours().paper].join('|');
    if (key === shown && network) return;
    if (!window.vis) return load();
    shown = key;
    const { list, lines, what } = build(state);
    current = what;
    names = null;
    if (!network) {
      nodes = new window.vis.DataSet(list);
      edges = new window.vis.DataSet(lines);
      network = new window.vis.Network(holder, { nodes, edges }, { ...seed.options, locale: 'en' });
      listen();
    } else {
      nodes = new window.vis.DataSet(list);
      edges = new window.vis.DataSet(lines);
      network.setData({ nodes, edges });
    }
    network.setOptions({ interaction: { hideEdgesOnZoom: list.length > FEW } });
    network.fit({ animation: false, maxZoomLevel: 1.6 });
    note.textContent = noteOf(what);
  }

  /** What found no room in the picture is said, and what is drawn as something else. */
  function noteOf({ actors, left, joined }) {
    const t = app.words();
    if (left.events || left.actors) return joined ? t.nearTies(actors.length, actors.length + left.actors, joined) : t.nearLeft(left.events, left.actors);
    return joined ? t.nearJoined(joined) : t.nearHint;
  }

  /** The bundle is read when it is first wanted: most people never open the close-up. */
  function load() {
    if (loading) return;
    loading = true;
    note.textContent = app.words().loading;
    loadVis().then(() => { if (app.store.get().view === 'near') show(); }).catch(() => { note.textContent = app.words().denied; });
  }

  function listen() {
    network.on('click', ({ nodes: [id] }) => {
      if (id === undefined) return;
      if (typeof id === 'number') app.actions.pickActor(id); else app.actions.pickEvents([+id.slice(1)]);
    });
    network.on('hoverNode', ({ node, event }) => {
      if (typeof node === 'number') app.tip.actor(node, event); else app.tip.events([+node.slice(1)], event);
    });
    network.on('blurNode', () => app.tip.hide());
    network.on('dragStart', () => app.tip.hide());
    network.on('afterDrawing', (context) => { drawStrikes(context); drawLabels(context); });
  }

  /** What did not happen is struck, as on the lines. */
  function drawStrikes(context) {
    const colours = app.colours(), struck = current.events.filter((e) => lookOf([app.modalityOf(e)]).struck), at = network.getPositions(struck.map((e) => EVENT + e));
    context.lineWidth = 1.5;
    for (const e of struck) {
      const spot = at[EVENT + e];
      context.strokeStyle = colours.groups[app.model.event.group[e]];
      if (spot) paintStrike(context, 5, spot.x, spot.y);
    }
  }

  const widths = new Map();
  function widthOf(context, text) {
    let width = widths.get(text);
    if (width === undefined) widths.set(text, width = context.measureText(text).width);
    return width;
  }

  /** Names on vis's canvas, at one size whatever the zoom, and none over another. */
  function drawLabels(context) {
    const colours = app.colours(), scale = network.getScale(), { x: middleX, y: middleY } = network.getViewPosition(), at = network.getPositions();
    const width = holder.clientWidth, height = holder.clientHeight, spot = ({ x, y }) => ({ x: (x - middleX) * scale + width / 2, y: (y - middleY) * scale + height / 2 });
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.translate(middleX * scale - width / 2, middleY * scale - height / 2);
    context.font = `13px ${FONT}`;
    const wanted = (names ??= labelled()).filter(({ id }) => at[id]).map((label, owner) => ({ ...label, ...spot(at[label.id]), r: label.size * scale, width: widthOf(context, label.text), owner }));
    const blocked = wanted.map(({ x, y, r, owner }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r, owner }));
    // The legend and the note lie on the picture.
    for (const { offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight } of [holder.parentElement.querySelector('.legend'), note]) blocked.push({ left: left - 4, right: left + offsetWidth + 4, top, bottom: top + offsetHeight, owner: -1 });
    placeLabels(wanted, blocked, { width, height }, 17).forEach((place, i) => {
      if (!place) return;
      const { lit, date, text } = wanted[i];
      writeName(context, colours.paper, lit ? colours.accent : date ? colours.muted : colours.ink, text, place.left, place.middle, context.font);
    });
    context.restore();
  }

  /** What gets a name, in order of importance: the centre, actors by their events, dates of few events. */
  function labelled() {
    const { model } = app, { degree } = app.result(), { pick } = app.store.get();
    const sizes = new Map(nodes.get({ fields: ['id', 'size'] }).map(({ id, size }) => [id, size]));
    const actors = [...current.actors].sort((a, b) => (b === current.centre) - (a === current.centre) || degree[b] - degree[a] || a - b);
    const list = actors.map((a) => ({ id: a, text: shorten(model.actor.name.at(a), 18), size: sizes.get(a) ?? 8, lit: a === current.centre || app.hitActors().has(a) }));
    const few = current.events.length <= DATED_UP_TO ? current.events.filter((e) => !(model.event.flags[e] & UNDATED)) : [];
    const dates = few.map((e) => ({ id: EVENT + e, text: app.dateOf(e), size: 6, date: true, lit: pick?.kind === 'event' && pick.number === e }));
    return [...list, ...dates];
  }

  return {
    show,
    zoom: (factor) => network?.moveTo({ scale: network.getScale() * factor }),
    fit: () => network?.fit({ animation: false }),
    count: () => ({ nodes: nodes?.length ?? 0, edges: edges?.length ?? 0, actors: current?.actors.length ?? 0 }),
    canvas: () => holder.querySelector('canvas'),
  };
}
