// Elements without HTML text: whatever a name or a sentence holds, it stays text.

/** An element with properties, attributes (`aria-…`, `role`, `data-…`), listeners (`onclick`) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') element.className = value;
    else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'text') element.textContent = value;
    else if (key in element && !key.startsWith('aria') && key !== 'role' && key !== 'list') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SCHEMES = new Set(['http:', 'https:']);

/** The address when its scheme is allowed, else null. */
export function safeAddress(text) {
  if (!text) return null;
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) && url.hostname ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that tells the other side nothing, or plain text when the address is not allowed. */
export function link(address, text, properties = {}) {
  const href = safeAddress(address);
  if (!href) return el('span', { ...properties, text });
  return el('a', { ...properties, href, target: '_blank', rel: 'noopener noreferrer', text });
}

/** The direction of a text: what holds Hanzi runs from left to right, whatever script its first name is in. */
export const direction = (text) => /\p{Script=Han}/u.test(text) ? 'ltr' : 'auto';

/** A name apart from the direction of the text around it. */
export function bdi(text, properties = {}) {
  return el('bdi', { dir: direction(text), ...properties, text });
}

export function shorten(text, most) {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
