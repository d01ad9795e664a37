// Small pictures that are drawn many times: made when wanted again, then copied. Text is the dearest
// thing a canvas draws, and a drag draws the same names sixty times a second.

const MOST = 3000;

/**
 * A cache of sprites. `draw(context, key, x, y, box, paint)` copies the picture `key` to x, y; `box` is
 * `{left, top, width, height}` around its origin and `paint(context, x, y)` draws it there. What is
 * wanted for the first time is painted in place, and so is everything on a target that cannot copy (SVG).
 */
export function createSprites() {
  const known = new Map();

  function make(box, paint, ratio) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(box.width * ratio);
    canvas.height = Math.ceil(box.height * ratio);
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, -box.left * ratio, -box.top * ratio);
    paint(context, 0, 0);
    return canvas;
  }

  return {
    forget: () => known.clear(),
    draw(context, key, x, y, box, paint) {
      if (!context.drawImage) return paint(context, x, y);
      const ratio = context.getTransform().a, name = `${ratio.toFixed(2)}|${key}`;
      let sprite = known.get(name);
      if (!sprite) {
        if (known.size > MOST) known.clear();
        if (sprite === undefined) {
          known.set(name, null);
          return paint(context, x, y);
        }
        known.set(name, sprite = make(box, paint, ratio));
      }
      // Whole device pixels keep the letters sharp.
      const left = Math.round((x + box.left) * ratio) / ratio, top = Math.round((y + box.top) * ratio) / ratio;
      context.drawImage(sprite, left, top, sprite.width / ratio, sprite.height / ratio);
    },
  };
}
