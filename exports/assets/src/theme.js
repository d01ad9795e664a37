// Colours for canvases, read from the style sheet so that light and dark are told once.

const NAMES = ['paper', 'panel', 'ink', 'muted', 'faint', 'line', 'accent', 'accent-soft', 'actor', 'g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7'];

/** `{paper, ink, …, groups: […]}` as they hold now. */
export function readColours() {
  const style = getComputedStyle(document.documentElement), colours = {};
  for (const name of NAMES) colours[name] = style.getPropertyValue(`--${name}`).trim();
  colours.groups = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => colours[`g${i}`]);
  return colours;
}

export const FONT = '"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",system-ui,sans-serif';

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Sets the theme and calls `changed` whenever colours change, by choice or by the system. */
export function watchTheme(changed) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  return (theme) => {
    document.documentElement.dataset.theme = theme;
    changed();
  };
}
