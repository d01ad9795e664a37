// Events over time, to brush: drag makes, moves or resizes the window; wheel zooms the axis.

import { UNDATED, FADING, OPEN_BEGIN, OPEN_END } from './model.js';
import { ticks, dayInWords } from './days.js';
import { fitCanvas, gutter, timeScale, pointIn } from './canvas.js';
import { FONT } from './theme.js';

const BAR = 4, AXIS = 20, EDGE = 8, RIGHT = 12;

/** Counts of each bar: exact days, and uncertain spans spread evenly over what they may touch. */
export function countBars(model, mask, scale) {
  const bars = Math.max(1, Math.floor((scale.right - scale.left) / BAR));
  const exact = new Float32Array(bars), slope = new Float64Array(bars + 1), { begin, span, flags } = model.event;
  const perBar = (scale.high + 1 - scale.low) / bars;
  let earlier = 0, later = 0;
  for (let e = 0; e < model.events; e++) {
    if (!mask[e] || flags[e] & UNDATED) continue;
    let low = begin[e], high = begin[e] + span[e];
    if (low <= OPEN_BEGIN) low = high; else if (high >= OPEN_END) high = low;
    if (high < scale.low) { earlier++; continue; }
    if (low > scale.high) { later++; continue; }
    const first = Math.floor((low - scale.low) / perBar), last = Math.floor((high - scale.low) / perBar);
    if (!(flags[e] & FADING) && first === last) { exact[first]++; continue; }
    const share = 1 / (last - first + 1);
    slope[Math.max(first, 0)] += share;
    slope[Math.min(last + 1, bars)] -= share;
  }
  const spread = new Float32Array(bars);
  for (let i = 0, sum = 0; i < bars; i++) spread[i] = sum += slope[i];
  return { exact, spread, earlier, later, bars };
}

/** Draws the histogram of `view` onto its canvas and lets a person brush it. */
export function createHistogram(canvas, app) {
  let scale = null, counted = null, key = null, drag = null;

  function bars(state, width) {
    const mask = app.filter.base(state.off);
    if (!key || key.off !== state.off || key.mask !== app.maskVersion() || key.low !== state.domain[0] || key.high !== state.domain[1] || key.width !== width) {
      key = { off: state.off, low: state.domain[0], high: state.domain[1], width, mask: app.maskVersion() };
      scale = timeScale(state.domain[0], state.domain[1], gutter(width), width - RIGHT);
      counted = countBars(app.model, mask, scale);
    }
    return counted;
  }

  function draw(target = null) {
    const state = app.store.get();
    if (!state.domain) return;
    const { context, width, height } = target ?? fitCanvas(canvas), colours = app.colours();
    const { exact, spread, bars: size } = bars(state, width), floor = height - AXIS;
    context.clearRect(0, 0, width, height);
    let top = 1;
    for (let i = 0; i < size; i++) top = Math.max(top, exact[i] + spread[i]);
    const step = (scale.right - scale.left) / size, room = floor - 8;
    const chosen = state.range ? [scale.x(state.range[0]), scale.x(state.range[1] + 1)] : [scale.left, scale.right];
    if (state.range) {
      context.fillStyle = colours['accent-soft'];
      context.fillRect(chosen[0], 2, Math.max(2, chosen[1] - chosen[0]), floor - 2);
    }
    const paint = (counts, under, inside, colour) => {
      context.fillStyle = colour;
      for (let i = 0; i < size; i++) {
        const x = scale.left + i * step, within = x + step > chosen[0] && x < chosen[1];
        if (!counts[i] || within !== inside) continue;
        const tall = Math.max(under ? 0.5 : 1.5, (counts[i] / top) * room), base = under ? (under[i] / top) * room : 0;
        context.fillRect(x, floor - base - tall, Math.max(1, step - 1), tall);
      }
    };
    paint(exact, null, true, colours.ink);
    paint(spread, exact, true, colours.muted);
    paint(exact, null, false, colours.faint);
    paint(spread, exact, false, colours.faint);
    drawAxis(context, colours, width, floor, state.lang);
    drawTop(context, colours, top, floor);
    if (state.range) drawHandles(context, colours, chosen, floor);
    if (!target) canvas.setAttribute('aria-valuetext', describe(state));
  }

  function drawAxis(context, colours, width, floor, lang) {
    context.fillStyle = colours.line;
    context.fillRect(0, floor, width, 1);
    context.font = `11px ${FONT}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    let free = -Infinity;
    for (const { day, label } of ticks(scale.low, scale.high, scale.right - scale.left, lang, 64)) {
      const x = scale.x(day), end = x + context.measureText(label).width + 4;
      context.fillStyle = colours.line;
      context.fillRect(x, floor, 1, 5);
      if (x < free || end > width) continue;
      free = end + 6;
      context.fillStyle = colours.muted;
      context.fillText(label, x + 3, floor + 11);
    }
  }

  /** How many events the highest bar stands for. */
  function drawTop(context, colours, top, floor) {
    context.fillStyle = colours.muted;
    context.textAlign = 'right';
    context.fillText(String(Math.round(top)), scale.left - 14, 9);
    context.fillText('0', scale.left - 14, floor - 6);
  }

  function drawHandles(context, colours, [from, to], floor) {
    context.fillStyle = colours.accent;
    for (const x of [from, to]) {
      context.fillRect(x - 0.75, 2, 1.5, floor - 2);
      context.beginPath();
      context.roundRect(x - 3, floor / 2 - 9, 6, 18, 3);
      context.fill();
    }
  }

  function describe(state) {
    const [low, high] = state.range ?? state.domain;
    return `${dayInWords(low, state.lang)} – ${dayInWords(high, state.lang)}`;
  }

  function grip(x) {
    const { range } = app.store.get();
    if (!range) return 'new';
    const from = scale.x(range[0]), to = scale.x(range[1] + 1);
    if (Math.abs(x - from) <= EDGE) return 'from';
    if (Math.abs(x - to) <= EDGE) return 'to';
    return x > from && x < to ? 'move' : 'new';
  }

  const clampDay = (day) => Math.min(Math.max(Math.floor(day), scale.low), scale.high);

  canvas.addEventListener('pointerdown', (event) => {
    if (!scale || event.button) return;
    canvas.setPointerCapture(event.pointerId);
    const { x } = pointIn(canvas, event);
    drag = { grip: grip(x), at: scale.day(x), x, range: app.store.get().range, moved: false };
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!scale) return;
    const { x } = pointIn(canvas, event);
    if (!drag) {
      canvas.style.cursor = { from: 'ew-resize', to: 'ew-resize', move: 'grab', new: 'crosshair' }[grip(x)];
      return;
    }
    if (!drag.moved && Math.abs(x - drag.x) < 3) return;
    drag.moved = true;
    const day = scale.day(x);
    let range;
    if (drag.grip === 'move') {
      const shift = Math.round(day - drag.at);
      const size = drag.range[1] - drag.range[0], low = Math.min(Math.max(drag.range[0] + shift, scale.low), Math.max(scale.low, scale.high - size));
      range = [low, low + size];
    } else {
      const fixed = drag.grip === 'new' ? drag.at : drag.grip === 'from' ? drag.range[1] : drag.range[0];
      range = [clampDay(Math.min(day, fixed)), clampDay(Math.max(day, fixed))];
    }
    app.store.set({ range }, { quick: true });
  });
  const finish = () => {
    if (!drag) return;
    const { moved } = drag;
    drag = null;
    // Whoever brushes with the mouse wants the arrows to go from event to event, as the list of keys says.
    canvas.blur();
    if (moved) app.store.set({ range: app.store.get().range });
  };
  canvas.addEventListener('pointerup', finish);
  canvas.addEventListener('pointercancel', finish);
  canvas.addEventListener('dblclick', () => app.actions.resetTime());
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    app.actions.zoomDomain(Math.exp(event.deltaY * 0.0015), scale.day(pointIn(canvas, event).x));
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    app.actions.moveRange(way, event.shiftKey ? 0.02 : 0.25);
  });
  return { draw, counts: () => counted };
}
