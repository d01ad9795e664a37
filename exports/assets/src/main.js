// Starts the page: unpacks the data, builds the frame, and draws again whatever a change touches.

import { unpack } from './columns.js';
import { buildModel, finder, UNDATED } from './model.js';
import { buildReports } from './reports.js';
import { createStore, emptyState, settlePage } from './state.js';
import { createApp } from './app.js';
import { buildShell, writeShell, writePlay } from './shell.js';
import { createHistogram } from './histogram.js';
import { createStorylines } from './storylines.js';
import { createOverview } from './overview.js';
import { createCloseUp } from './closeup.js';
import { createPanel } from './panel.js';
import { createTable } from './table.js';
import { createSearch } from './search.js';
import { createFilters } from './filters.js';
import { createTip } from './tip.js';
import { listenToKeys } from './keys.js';
import { watchTheme } from './theme.js';
import { onFrame, watchBoxes } from './canvas.js';
import { fromAddress, toAddress } from './address.js';
import { dayInWords, iso, parseDay } from './days.js';
import { createExports } from './exports.js';
import { el, shorten } from './dom.js';
import { words } from './i18n.js';

async function start() {
  const root = document.getElementById('app'), first = document.getElementById('block-first');
  const model = buildModel(await unpack(first)), store = createStore(emptyState(model.meta.language), settlePage);
  const { app, initial } = createApp(model, store);
  const find = { a: finder(model.actor.id), e: finder(model.event.id), undated: app.undatedPick, whole: app.whole };
  store.set({ domain: initial, ...fromAddress(location.hash, find) });
  widen(app);
  document.documentElement.dataset.theme = store.get().theme;
  const page = buildPage(root, app);
  app.refind();
  page.everything();
  document.documentElement.dataset.ready = 'first';
  performance.mark('jishi:ready');
  window.addEventListener('hashchange', () => page.readAddress(find, initial));
  readSentences(app, page).catch(fail);
}

/** The histogram has to span a window that comes from the address, and to show an event that does. */
function widen({ store, actions }) {
  const { range, domain, pick } = store.get();
  if (range && domain) store.set({ domain: [Math.min(range[0], domain[0]), Math.max(range[1], domain[1])] });
  else if (pick?.kind === 'event') store.set({ domain: actions.axisOf(pick.number) });
}

async function readSentences(app, page) {
  if (document.readyState === 'loading') await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  app.useReports(buildReports(await unpack(document.getElementById('block-later')), app.model));
  page.sentencesCame();
  document.documentElement.dataset.ready = 'all';
  performance.mark('jishi:all');
}

function buildPage(root, app) {
  const { store, model } = app, p = buildShell(root);
  app.tip = createTip(p.tip, app);
  const views = {
    map: createOverview(p.map, app), hist: createHistogram(p.hist, app), lines: createStorylines(p.lines, p.labels, app),
    panel: createPanel(p.panel, app), table: createTable(p.table, app), search: createSearch(p.search, p.hits, app), filters: createFilters(p.filters, app),
  };
  let near = null;
  const exportCard = createExports(p.exports, app, { views, shell: p, near: () => near });
  const drawMap = onFrame(() => { if (store.get().view === 'map') views.map.draw(); });
  const drawTime = onFrame(() => { views.hist.draw(); views.lines.draw(); });
  app.redraw = (what) => { if (what !== 'map') drawTime(); if (what !== 'time') drawMap(); };
  app.playChanged = () => writePlay(p, app);
  const setTheme = watchTheme(() => { app.forgetColours(); app.redraw(); if (store.get().view === 'near') showNear(); });

  function showNear() {
    // The bundle and the seed stand at the end of the file.
    if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', showNear, { once: true }); return; }
    near ??= createCloseUp(p.near, p.note, app);
    near.show();
  }

  function showView() {
    const { view } = store.get();
    p.map.hidden = view !== 'map';
    p.near.hidden = view !== 'near';
    p.table.hidden = view !== 'table';
    p.legend.hidden = view === 'table';
    p.note.hidden = view !== 'near';
    p.zooms.hidden = view === 'table';
    p.breadth.hidden = view !== 'map';
    if (view === 'near') showNear();
    if (view === 'table') views.table.draw();
    const t = app.words(), none = view !== 'table' && app.result().actors === 0;
    p.emptyMap.hidden = !none;
    p.emptyMap.firstChild.textContent = model.events ? t.nothing : t.empty;
    p.emptyMap.lastChild.textContent = model.events ? t.nothingText : t.emptyText;
  }

  let speak = 0, counted = 0, stale = false;
  function writeCounts(quick) {
    // Numbers that change faster than they can be read only cost layout.
    if (quick && performance.now() - counted < 120) return;
    counted = performance.now();
    const t = app.words(), { events, actors } = app.result(), text = t.counts(events.length, actors, model.events);
    p.counts.setAttribute('aria-live', quick ? 'off' : 'polite');
    if (p.counts.textContent !== text) p.counts.textContent = text;
    p.filterButton.classList.toggle('on', app.filtered());
  }

  function writeRange() {
    const { range, domain } = store.get(), t = app.words();
    for (const [input, i] of [[p.from, 0], [p.to, 1]]) {
      if (document.activeElement !== input) input.value = domain ? iso((range ?? domain)[i]) : '';
      input.disabled = !domain;
      input.title = t.dayForm;
    }
    p.reset.disabled = !range && domain === app.initial;
    const counts = views.hist.counts();
    const chip = (element, count, text) => { element.hidden = !count; element.textContent = count ? text(count) : ''; };
    chip(p.earlier, counts?.earlier, t.earlier);
    chip(p.later, counts?.later, t.later);
    let undated = 0;
    const mask = app.filter.base(store.get().off);
    if (model.undated) for (let e = 0; e < model.events; e++) undated += mask[e] && model.event.flags[e] & UNDATED ? 1 : 0;
    chip(p.undated, undated, t.undated);
    if (domain) {
      const middle = range ? (range[0] + range[1]) / 2 : (domain[0] + domain[1]) / 2;
      p.hist.setAttribute('aria-valuenow', String(Math.round(Math.min(100, Math.max(0, (100 * (middle - domain[0])) / (domain[1] - domain[0] + 1))))));
    }
  }

  function writeAddress() {
    clearTimeout(speak);
    speak = setTimeout(() => {
      const text = toAddress(store.get(), model, app.initial);
      if (location.hash.replace(/^#/, '') !== text) history.replaceState(null, '', text ? `#${text}` : location.pathname + location.search);
    }, 180);
  }

  /** Tabs and bookmarks tell the views apart: what is chosen, which time, which graph. */
  function writeTitle() {
    const { pick, range, lang } = store.get(), span = range ?? (model.dated ? [model.first, model.last] : null);
    const chosen = pick?.kind === 'actor' ? model.actor.name.at(pick.number) : pick?.kind === 'event' ? app.titleOf(pick.number) : pick ? app.listTitle(pick) : '';
    const time = span && (span[0] === span[1] ? dayInWords(span[0], lang) : `${dayInWords(span[0], lang)} – ${dayInWords(span[1], lang)}`);
    document.title = [shorten(chosen, 60), time, model.meta.title].filter(Boolean).join(' · ');
  }

  function everything() {
    writeShell(p, app);
    writeTitle();
    writeCounts(false);
    views.search.sync();
    views.panel.draw(false);
    showView();
    // All that sizes depend on is written: one layout serves every canvas.
    watchBoxes([p.stage, p.hist.parentElement, p.lines.parentElement], resized);
    views.map.update(false);
    if (store.get().view === 'map') views.map.draw();
    views.hist.draw();
    views.lines.update(false);
    views.lines.draw();
    writeRange();
  }

  function resized() {
    views.map.update(app.moving());
    views.lines.update(app.moving());
    app.redraw();
  }

  store.subscribe((state, before, quick) => {
    app.setMoving(quick);
    const changed = (name) => state[name] !== before[name];
    if (changed('off')) app.newMask();
    if (changed('range') || changed('off') || !quick) app.forgetResult();
    if (changed('query')) app.refind();
    if (changed('pick') && state.pick) app.actions.closePanel();
    if (changed('theme')) setTheme(state.theme);
    if (changed('lang') || changed('theme') || changed('view') || changed('breadth') || changed('lanes')) writeShell(p, app);
    views.map.update(quick);
    views.lines.update(quick);
    app.redraw();
    writeCounts(quick);
    if (quick) { stale = true; return writeQuick(); }
    views.search.sync();
    showView();
    requestAnimationFrame(writeRange);
    // The last step of a drag changes nothing more, but the panel has not seen the steps before it.
    if (stale || changed('pick') || changed('range') || changed('off') || changed('lang')) views.panel.draw(changed('pick'));
    stale = false;
    if (changed('lang') && !p.filters.hidden) views.filters.draw();
    writeTitle();
    writeAddress();
  });

  function writeQuick() {
    const { range } = store.get();
    if (range && counted > performance.now() - 5) { p.from.value = iso(range[0]); p.to.value = iso(range[1]); }
  }

  connect();
  return {
    everything,
    sentencesCame() {
      views.panel.draw(false);
      writeTitle();
      if (store.get().query) { views.lines.relabel(); app.redraw(); }
      if (store.get().off.outlets.size) store.set({ off: { ...store.get().off } });
      showView();
    },
    readAddress(find, initial) {
      if (location.hash.replace(/^#/, '') === toAddress(store.get(), model, app.initial)) return;
      store.set({ ...emptyState(model.meta.language), domain: initial, ...fromAddress(location.hash, find) });
      widen(app);
      views.search.sync();
    },
  };

  function connect() {
    const cards = [[p.filterButton, p.filters, () => views.filters.draw()], [p.exportButton, p.exports, () => exportCard.draw()]];
    const close = (card, owner) => { if (card.hidden) return false; card.hidden = true; owner.setAttribute('aria-expanded', 'false'); return true; };
    for (const [owner, card, draw] of cards) {
      owner.addEventListener('click', () => {
        const open = card.hidden;
        for (const [other, own] of cards) close(own, other);
        if (!open) return;
        draw();
        card.hidden = false;
        owner.setAttribute('aria-expanded', 'true');
        card.querySelector('input, button')?.focus();
      });
    }
    document.addEventListener('pointerdown', (event) => {
      for (const [owner, card] of cards) if (!card.contains(event.target) && !owner.contains(event.target)) close(card, owner);
    });
    const openPanel = (open) => { p.aside.classList.toggle('open', open); p.about.setAttribute('aria-expanded', String(open)); };
    app.actions.closePanel = () => { const had = p.aside.classList.contains('open'); openPanel(false); if (had) p.about.focus(); return had; };
    p.about.addEventListener('click', () => {
      if (app.actions.closePanel()) return;
      app.actions.pickNothing();
      openPanel(true);
      p.aside.focus();
    });
    app.actions.closeCards = () => [...cards.map(([owner, card]) => { const had = close(card, owner); if (had) owner.focus(); return had; }), app.actions.closePanel()].some(Boolean);
    p.theme.addEventListener('click', () => { const order = ['auto', 'light', 'dark']; store.set({ theme: order[(order.indexOf(store.get().theme) + 1) % 3] }); });
    p.language.addEventListener('click', () => store.set({ lang: store.get().lang === 'zh' ? 'en' : 'zh' }));
    p.breadth.addEventListener('click', () => store.set({ breadth: store.get().breadth === 'all' ? 'main' : 'all' }));
    const zoom = (factor) => store.get().view === 'near' ? near?.zoom(factor) : views.map.zoom(factor);
    p.zoomIn.addEventListener('click', () => zoom(1.4));
    p.zoomOut.addEventListener('click', () => zoom(1 / 1.4));
    p.fit.addEventListener('click', () => store.get().view === 'near' ? near?.fit() : views.map.fit());
    p.play.addEventListener('click', () => app.actions.playing() ? app.actions.stop() : app.actions.play());
    p.reset.addEventListener('click', () => app.actions.resetTime());
    p.earlier.addEventListener('click', () => app.actions.showAllTime());
    p.later.addEventListener('click', () => app.actions.showAllTime());
    p.undated.addEventListener('click', () => app.actions.pickUndated());
    p.lanes.addEventListener('change', () => store.set({ lanes: p.lanes.value }));
    for (const input of [p.from, p.to]) input.addEventListener('change', () => typedRange(input));
    listenToKeys(app, () => { p.search.focus(); p.search.select(); });
  }

  /** An end that passes the other takes it along: who types a later year types its start first. */
  function typedRange(changed) {
    let low = parseDay(p.from.value), high = parseDay(p.to.value, true);
    for (const [input, value] of [[p.from, low], [p.to, high]]) input.setAttribute('aria-invalid', String(value === null));
    if (low === null || high === null) return;
    if (low > high) {
      if (changed === p.from) p.to.value = iso(high = parseDay(p.from.value, true));
      else p.from.value = iso(low = parseDay(p.to.value));
    }
    app.actions.setRange([low, high]);
  }
}

function fail(error) {
  const t = words(document.documentElement.lang === 'en' ? 'en' : 'zh');
  document.getElementById('app').replaceChildren(el('div', { class: 'nothing failed', role: 'alert' }, el('h1', { text: t.failed }), el('p', { text: t.failedText }), el('p', { class: 'muted small', text: String(error?.message ?? error) })));
  document.documentElement.dataset.ready = 'failed';
}

start().catch(fail);
