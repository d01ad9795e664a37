// Script, width and case are one to whoever searches. Each unit of a text stands for one unit, so that
// the places of what is found are places in the text as it is printed.

/**
 * The 65,536 units and what each stands for: full width for half, capitals for small letters, and
 * `variants[i]` for `letters[i]` (Traditional for Simplified).
 */
export function foldTable(variants = '', letters = '') {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < table.length; unit++) {
    const half = unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit === 0x3000 || unit === 0xa0 ? 0x20 : unit;
    // The lower case of some letters is longer than they are: those stay.
    const small = half < 0x3000 && (half < 0xd800 || half > 0xdfff) ? String.fromCharCode(half).toLowerCase() : '';
    table[unit] = small.length === 1 ? small.charCodeAt(0) : half;
  }
  for (let i = 0; i < variants.length; i++) table[variants.charCodeAt(i)] = letters.charCodeAt(i);
  return table;
}
