// The part of a canvas's context that our views use, written as SVG: one drawing code, two outputs.

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
const n = (value) => Math.round(value * 100) / 100;

export class SvgContext {
  constructor(width, height, measure) {
    Object.assign(this, { width, height, measure, body: [], defs: [], path: [], depth: 0, clips: 0, stack: [] });
    Object.assign(this, { fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, globalAlpha: 1, font: '12px sans-serif', textAlign: 'left', textBaseline: 'alphabetic', lineJoin: 'miter', dash: [] });
  }
  setTransform() {}
  clearRect() {}
  save() { this.stack.push(this.depth); }
  restore() {
    const depth = this.stack.pop() ?? 0;
    while (this.depth > depth) { this.body.push('</g>'); this.depth--; }
  }
  clip() {
    const id = `c${this.clips++}`;
    this.defs.push(`<clipPath id="${id}"><path d="${this.path.join('')}"/></clipPath>`);
    this.body.push(`<g clip-path="url(#${id})">`);
    this.depth++;
  }
  beginPath() { this.path = []; }
  closePath() { this.path.push('Z'); }
  moveTo(x, y) { this.path.push(`M${n(x)} ${n(y)}`); }
  lineTo(x, y) { this.path.push(`L${n(x)} ${n(y)}`); }
  bezierCurveTo(a, b, c, d, x, y) { this.path.push(`C${n(a)} ${n(b)} ${n(c)} ${n(d)} ${n(x)} ${n(y)}`); }
  arc(x, y, r) { this.path.push(`M${n(x + r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0`); }
  rect(x, y, w, h) { this.path.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`); }
  roundRect(x, y, w, h, r) {
    const c = Math.min(r, w / 2, h / 2);
    this.path.push(`M${n(x + c)} ${n(y)}h${n(w - 2 * c)}a${n(c)} ${n(c)} 0 0 1 ${n(c)} ${n(c)}v${n(h - 2 * c)}a${n(c)} ${n(c)} 0 0 1 ${n(-c)} ${n(c)}h${n(2 * c - w)}a${n(c)} ${n(c)} 0 0 1 ${n(-c)} ${n(-c)}v${n(2 * c - h)}a${n(c)} ${n(c)} 0 0 1 ${n(c)} ${n(-c)}Z`);
  }
  setLineDash(dash) { this.dash = dash; }
  createLinearGradient(x1, y1, x2, y2) {
    const id = `f${this.defs.length}`, stops = [], { defs } = this, place = defs.push('') - 1;
    return {
      id,
      addColorStop(at, colour) {
        const clear = /^#[0-9a-f]{6}00$/i.test(colour);
        stops.push(`<stop offset="${at}" stop-color="${escape(clear ? colour.slice(0, 7) : colour)}"${clear ? ' stop-opacity="0"' : ''}/>`);
        defs[place] = `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}">${stops.join('')}</linearGradient>`;
      },
    };
  }
  colour(value) { return typeof value === 'string' ? escape(value) : `url(#${value.id})`; }
  get alpha() { return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : ''; }
  fill() { this.body.push(`<path d="${this.path.join('')}" fill="${this.colour(this.fillStyle)}"${this.alpha}/>`); }
  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(' ')}"` : '';
    this.body.push(`<path d="${this.path.join('')}" fill="none" stroke="${this.colour(this.strokeStyle)}" stroke-width="${this.lineWidth}"${dash}${this.alpha}/>`);
  }
  fillRect(x, y, w, h) { this.body.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${this.colour(this.fillStyle)}"${this.alpha}/>`); }
  /** A picture that is drawn by others, as it is. Not `drawImage`: who has that is asked to copy sprites. */
  image(canvas, x, y, w, h) { this.body.push(`<image x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" href="${canvas.toDataURL('image/png')}"/>`); }
  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }
  text(text, x, y, paint) {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[this.textAlign], [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    this.body.push(`<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" dominant-baseline="${this.textBaseline === 'middle' ? 'central' : 'auto'}" font-size="${size}" font-family="${escape(family)}"${weight ? ` font-weight="${weight}"` : ''} ${paint}${this.alpha}>${escape(text)}</text>`);
  }
  fillText(text, x, y) { this.text(text, x, y, `fill="${this.colour(this.fillStyle)}"`); }
  strokeText(text, x, y) { this.text(text, x, y, `fill="none" stroke="${this.colour(this.strokeStyle)}" stroke-width="${this.lineWidth}" stroke-linejoin="round"`); }
  toString() { return `<defs>${this.defs.join('')}</defs>${this.body.join('')}`; }
}
