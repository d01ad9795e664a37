// Makes room in a small picture: a few rounds of forces from where the layout has put the nodes.

const ROUNDS = 60;

/**
 * New places for up to some hundred nodes in an ellipse within a box of `width` × `height` around
 * 0, 0. `nodes`: [{x, y, r}], `edges`: [[from, to, weight]] by place in `nodes`. The forces are those
 * of Fruchterman and Reingold (1991) in a box made square. The same input gives the same output.
 */
export function spread(nodes, edges, width, height) {
  const size = nodes.length, x = new Float64Array(size), y = new Float64Array(size), fx = new Float64Array(size), fy = new Float64Array(size);
  const flat = height / width, side = width, room = Math.min(0.62 * side / Math.sqrt(Math.max(size, 1)), 150), least = room * 0.55;
  nodes.forEach((node, i) => { x[i] = 0.7 * node.x + 0.37 * Math.cos(i * 2.4); y[i] = (0.7 * node.y) / flat + 0.37 * Math.sin(i * 2.4); });
  for (let round = 0; round < ROUNDS; round++) {
    fx.fill(0);
    fy.fill(0);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const dx = x[i] - x[j], dy = y[i] - y[j], square = dx * dx + dy * dy + 0.01;
        if (square > 16 * room * room) continue;
        let force = (room * room) / square;
        if (square < least * least) force *= 2;
        fx[i] += dx * force; fy[i] += dy * force;
        fx[j] -= dx * force; fy[j] -= dy * force;
      }
    }
    for (const [i, j, weight] of edges) {
      const dx = x[j] - x[i], dy = y[j] - y[i], distance = Math.sqrt(dx * dx + dy * dy) + 0.01;
      const pull = (Math.min(1 + 0.25 * weight, 3) * Math.min(distance, 6 * room)) / room * 0.6;
      fx[i] += (dx / distance) * pull * room * 0.35; fy[i] += (dy / distance) * pull * room * 0.35;
      fx[j] -= (dx / distance) * pull * room * 0.35; fy[j] -= (dy / distance) * pull * room * 0.35;
    }
    const limit = room * 0.8 * (1 - round / ROUNDS) ** 1.5 + 0.2;
    for (let i = 0; i < size; i++) {
      const away = Math.sqrt(x[i] * x[i] + y[i] * y[i]) + 1e-9, hold = (away / side) * room * 2.2;
      fx[i] -= (x[i] / away) * hold * 4; fy[i] -= (y[i] / away) * hold * 4;
      const length = Math.sqrt(fx[i] * fx[i] + fy[i] * fy[i]) + 1e-9, step = Math.min(length, limit) / length;
      x[i] += fx[i] * step;
      y[i] += fy[i] * step;
    }
  }
  return fill(x, y, nodes, width, height);
}

/** Scaled to fill the box in each direction: nodes near the middle get the room they need. */
function fill(x, y, nodes, width, height) {
  const size = nodes.length;
  if (size === 0) return [];
  if (size === 1) return [{ x: 0, y: 0 }];
  const stretch = (values, reach) => {
    const low = Math.min(...values), high = Math.max(...values), span = high - low;
    const scale = span > 1e-6 ? Math.min((2 * reach) / span, 1.5) : 0;
    return Array.from(values, (value) => (value - (low + high) / 2) * scale);
  };
  const wide = stretch(x, width / 2 - 8), tall = stretch(y, height / 2 - 8);
  return wide.map((value, i) => ({ x: value, y: tall[i] }));
}
