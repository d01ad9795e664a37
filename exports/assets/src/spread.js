// Makes room in a small picture: a few rounds of forces from where the layout has put the nodes.

const ROUNDS = 60;

/**
 * New places for up to some hundred nodes in an ellipse within a box of `width` × `height` around
 * 0, 0. `nodes`: [{x, y, r}], `edges`: [[from, to, weight]] by place in `nodes`. The forces are those
 * of Fruchterman and Reingold (1991) in a box made square. The same input gives the same output.
 */
export function spread(nodes, edges, width, height) {
  const size = nodes.length, x = new Float64Array(size), y = new Float64Array(size), fx = new Float64Array(size), fy = new Float64Array(size);
  const flat = height / width, side = width, room = Math.min(0.62 * side / Math.sqrt(Math.max(size, 1)), 150);
  const order = Int32Array.from(nodes, (_, i) => i), from = Int32Array.from(edges, (edge) => edge[0]), to = Int32Array.from(edges, (edge) => edge[1]);
  const pull = Float64Array.from(edges, (edge) => 0.21 * Math.min(1 + 0.25 * edge[2], 3));
  nodes.forEach((node, i) => { x[i] = 0.7 * node.x + 0.37 * Math.cos(i * 2.4); y[i] = (0.7 * node.y) / flat + 0.37 * Math.sin(i * 2.4); });
  for (let round = 0; round < ROUNDS; round++) {
    fx.fill(0);
    fy.fill(0);
    repel(order.sort((i, j) => x[i] - x[j] || i - j), x, y, fx, fy, room);
    attract(from, to, pull, x, y, fx, fy, 6 * room);
    const limit = room * 0.8 * (1 - round / ROUNDS) ** 1.5 + 0.2, hold = (room * 8.8) / side;
    for (let i = 0; i < size; i++) {
      fx[i] -= x[i] * hold;
      fy[i] -= y[i] * hold;
      const length = Math.sqrt(fx[i] * fx[i] + fy[i] * fy[i]) + 1e-9, step = Math.min(length, limit) / length;
      x[i] += fx[i] * step;
      y[i] += fy[i] * step;
    }
  }
  return fill(x, y, nodes, width, height);
}

/** Pushes apart what is closer than four times `room`. `order` goes from left to right, so that far pairs are not looked at. */
function repel(order, x, y, fx, fy, room) {
  const reach = 4 * room, far = reach * reach, strength = room * room, near = 0.3025 * strength;
  for (let p = 0; p < order.length; p++) {
    const i = order[p], xi = x[i], yi = y[i];
    let sumX = 0, sumY = 0;
    for (let q = p + 1; q < order.length; q++) {
      const j = order[q], dx = x[j] - xi, dy = y[j] - yi;
      if (dx > reach) break;
      const square = dx * dx + dy * dy + 0.01;
      if (square > far) continue;
      const force = (square < near ? 2 * strength : strength) / square;
      sumX += dx * force;
      sumY += dy * force;
      fx[j] += dx * force;
      fy[j] += dy * force;
    }
    fx[i] -= sumX;
    fy[i] -= sumY;
  }
}

/** Pulls the ends of edges together, those farther apart than `most` no harder than at that distance. */
function attract(from, to, pull, x, y, fx, fy, most) {
  for (let k = 0; k < from.length; k++) {
    const i = from[k], j = to[k], dx = x[j] - x[i], dy = y[j] - y[i], distance = Math.sqrt(dx * dx + dy * dy) + 0.01;
    const force = distance > most ? (pull[k] * most) / distance : pull[k];
    fx[i] += dx * force;
    fy[i] += dy * force;
    fx[j] -= dx * force;
    fy[j] -= dy * force;
  }
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
