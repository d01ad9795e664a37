// Keys that work wherever the focus is, except while typing.

// A select keeps its own keys, up and down: none of those below.
const typing = (target) => target.matches?.('input:not([type=checkbox]), textarea');

export function listenToKeys(app, focusSearch) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      if (!app.actions.closeCards()) app.actions.clear();
      return;
    }
    if (typing(event.target)) return;
    const run = {
      '/': () => focusSearch(), 'ArrowLeft': () => app.actions.stepEvent(-1), 'ArrowRight': () => app.actions.stepEvent(1),
      '[': () => app.actions.moveRange(-1, 0.5), ']': () => app.actions.moveRange(1, 0.5), '0': () => app.actions.resetTime(),
      '+': () => app.actions.zoomKey(1), '=': () => app.actions.zoomKey(1), '-': () => app.actions.zoomKey(-1),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
}
