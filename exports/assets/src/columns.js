// Reads the blocks that exports/page_columns.py writes.

const ARRAYS = {
  uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, uint32: Uint32Array, int32: Int32Array,
};

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** UTF-16 units by rank: the first of the alphabet take one byte, the others two (`rank` in page_columns.py). */
function unrank(bytes, alphabet) {
  const single = 256 - Math.max(0, Math.ceil((alphabet.length - 256) / 255)), units = new Uint16Array(bytes.length);
  let size = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    units[size++] = alphabet[byte < single ? byte : single + (byte - single) * 256 + bytes[++i]];
  }
  return fromUnits(units.subarray(0, size));
}

const fromUnits = (units) => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units);

/** Texts that stand in one string, joined by newlines. */
class Texts {
  #make;
  #lengths;
  #all = null;
  #starts = null;
  constructor(make, lengths) {
    this.#make = make;
    this.#lengths = lengths;
    this.size = lengths.length;
  }
  /** The whole string; made when first asked for, because most columns are not needed to start. */
  get all() {
    return this.#all ??= this.#make();
  }
  get starts() {
    if (this.#starts) return this.#starts;
    const lengths = this.#lengths, sums = new Uint32Array(lengths.length + 1);
    for (let i = 0; i < lengths.length; i++) sums[i + 1] = sums[i] + lengths[i] + 1;
    return this.#starts = sums;
  }
  at(i) {
    return this.all.slice(this.starts[i], this.starts[i + 1] - 1);
  }
  /** The same texts with each unit as `table` (65,536 units) has it: every place stays where it is. */
  folded(table) {
    return new Texts(() => fold(this.all, table), this.#lengths);
  }
  /** The number of the text in which the place of `all` lies. */
  indexOfPlace(place) {
    let low = 0, high = this.size - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= place) low = middle; else high = middle - 1;
    }
    return low;
  }
}

/** A text with each of its units as `table` has it, as long as before. */
export function fold(text, table) {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = table[text.charCodeAt(i)];
  return fromUnits(units);
}

/** Texts that repeat: `codes[i]` is the place in `table`, -1 no text. */
export class Coded {
  constructor(codes, table) {
    this.codes = codes;
    this.table = table;
  }
  at(i) {
    const code = this.codes[i];
    return code < 0 ? '' : this.table.at(code);
  }
}

/** What a script element holds in base64 and gzip, as a `Response`. */
export function inflate(element) {
  const bytes = fromBase64(element.textContent.trim());
  element.textContent = ''; // let the browser forget the long text
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));
}

/** The bytes of a block; what a browser says about damaged ones helps nobody, so the error names the block. */
async function whole(element) {
  try {
    return await inflate(element).arrayBuffer();
  } catch {
    throw new Error(`#${element.id}`);
  }
}

/** Unpacks the block in a script element: `{meta, numbers(name), texts(name), coded(name, table)}`. */
export async function unpack(element) {
  const buffer = await whole(element);
  const headSize = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headSize)));
  const base = Math.ceil((4 + headSize) / 8) * 8;
  const columns = new Map(head.columns.map((column) => [column.name, column]));

  const numbers = (name) => {
    const { type, at, bytes: size, delta } = columns.get(name);
    const Kind = ARRAYS[type];
    const array = new Kind(buffer, base + at, size / Kind.BYTES_PER_ELEMENT);
    if (!delta) return array;
    const sums = new Int32Array(array.length);
    let sum = 0;
    for (let i = 0; i < array.length; i++) sums[i] = sum += array[i];
    return sums;
  };
  const texts = (name) => {
    const { at, bytes: size, type } = columns.get(name), bytes = new Uint8Array(buffer, base + at, size);
    const make = type === 'ranks' ? () => unrank(bytes, numbers(`${name}@`)) : () => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return new Texts(make, numbers(`${name}#`));
  };
  const coded = (name, table = texts(`${name}=`)) => new Coded(numbers(name), table);
  return { meta: head.meta, numbers, texts, coded };
}

/** Where each row's stretch of a flat list starts: sums of `counts`, one longer than it. */
export function starts(counts) {
  const result = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) result[i + 1] = result[i] + counts[i];
  return result;
}
