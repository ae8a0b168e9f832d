/** The picture of the cover: gradient descent and momentum on one ravine, computed, not drawn. */
export function emblem(): string {
  const steep = 9;
  const rings = [0.25, 0.8, 1.7, 3, 4.7, 6.8, 9.3, 12.2, 15.5].map(level =>
    `<ellipse rx="${(Math.sqrt(2 * level) * 40).toFixed(1)}" ry="${(Math.sqrt((2 * level) / steep) * 40).toFixed(1)}"/>`);
  return `<svg class="emblem" viewBox="-225 -75 450 150" aria-hidden="true"><g class="rings">${rings.join('')}</g>`
    + `<path class="descent" d="${walk(steep, 0.19, 0)}"/><path class="momentum" d="${walk(steep, 0.045, 0.78)}"/><circle r="4"/></svg>`;
}

/** Forty steps with the loss (x² + steep · y²) / 2, as an SVG path. */
function walk(steep: number, eta: number, beta: number): string {
  let [x, y, vx, vy] = [-4.6, 1.25, 0, 0];
  let path = `M${x * 40} ${y * 40}`;
  for (let step = 0; step < 40; step += 1) {
    vx = beta * vx + x;
    vy = beta * vy + steep * y;
    x -= eta * vx;
    y -= eta * vy;
    path += `L${(x * 40).toFixed(1)} ${(y * 40).toFixed(1)}`;
  }
  return path;
}
