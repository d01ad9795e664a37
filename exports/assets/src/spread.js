// Makes room in a small picture: a few rounds of forces from where the layout has put the nodes.

const ROUNDS = 70;

/**
 * New places for up to some hundred nodes within a box of `width` × `height` around 0, 0.
 * `nodes`: [{x, y, r}], `edges`: [[from, to, weight]] by place in `nodes`. The same input gives the
 * same output.
 */
export function spread(nodes, edges, width, height) {
  const size = nodes.length, x = new Float64Array(size), y = new Float64Array(size), fx = new Float64Array(size), fy = new Float64Array(size);
  nodes.forEach((node, i) => { x[i] = node.x + 0.37 * Math.cos(i * 2.4); y[i] = node.y + 0.37 * Math.sin(i * 2.4); });
  const room = Math.sqrt((width * height) / Math.max(size, 1)) * 0.72, halfX = width / 2, halfY = height / 2;
  for (let round = 0; round < ROUNDS; round++) {
    fx.fill(0);
    fy.fill(0);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const dx = x[i] - x[j], dy = y[i] - y[j], square = dx * dx + dy * dy + 0.01;
        if (square > 36 * room * room) continue;
        const least = nodes[i].r + nodes[j].r + 6;
        let force = (room * room) / square;
        if (square < least * least) force += 2 * (least / Math.sqrt(square) - 1);
        fx[i] += dx * force; fy[i] += dy * force;
        fx[j] -= dx * force; fy[j] -= dy * force;
      }
      fx[i] -= x[i] * 0.035 * (height / width);
      fy[i] -= y[i] * 0.035;
    }
    for (const [i, j, weight] of edges) {
      const dx = x[j] - x[i], dy = y[j] - y[i], distance = Math.sqrt(dx * dx + dy * dy) + 0.01;
      const pull = (0.5 * Math.min(weight, 6) * (distance - room * 0.8)) / (room + distance) / distance * room * 0.5;
      fx[i] += dx * pull / room; fy[i] += dy * pull / room;
      fx[j] -= dx * pull / room; fy[j] -= dy * pull / room;
    }
    const limit = room * 0.9 * (1 - round / ROUNDS) + 0.3;
    for (let i = 0; i < size; i++) {
      const length = Math.sqrt(fx[i] * fx[i] + fy[i] * fy[i]) + 1e-9, step = Math.min(length, limit) / length;
      const marginX = halfX - nodes[i].r - 2, marginY = halfY - nodes[i].r - 2;
      x[i] = Math.min(Math.max(x[i] + fx[i] * step, -marginX), marginX);
      y[i] = Math.min(Math.max(y[i] + fy[i] * step, -marginY), marginY);
    }
  }
  return nodes.map((_, i) => ({ x: x[i], y: y[i] }));
}
