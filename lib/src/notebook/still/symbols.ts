/** A marker of Plotly's at a place, `size` pixels wide: a circle where the name is none of those that the course uses. */
export function drawSymbol(name: string, [x, y]: readonly [x: number, y: number], size: number, color: string): string {
  const [shape = '', open] = name.split('-open');
  const paint = open === undefined ? `fill="${color}" stroke="#fff"` : `fill="none" stroke="${color}" stroke-width="2"`;
  const r = size / 2;
  const corners = shapes[shape];
  if (corners === undefined) return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(r)}" ${paint}/>`;
  const points = corners.map(([across, up]) => `${short(x + r * across)} ${short(y - r * up)}`);
  return `<path d="M${points.join('L')}z" ${paint}/>`;
}

type Corner = readonly [across: number, up: number];

const shapes: Readonly<Record<string, readonly Corner[]>> = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  'triangle-up': [[-1.1, -0.7], [1.1, -0.7], [0, 1.2]],
  'triangle-down': [[-1.1, 0.7], [1.1, 0.7], [0, -1.2]],
  pentagon: polygon(5),
  star: polygon(10, 0.45),
  bowtie: [[-1, -0.9], [1, 0.9], [1, -0.9], [-1, 0.9]],
  cross: [[-0.4, -1], [0.4, -1], [0.4, -0.4], [1, -0.4], [1, 0.4], [0.4, 0.4], [0.4, 1], [-0.4, 1], [-0.4, 0.4], [-1, 0.4], [-1, -0.4], [-0.4, -0.4]],
  x: [[-1, -0.6], [-0.4, 0], [-1, 0.6], [-0.6, 1], [0, 0.4], [0.6, 1], [1, 0.6], [0.4, 0], [1, -0.6], [0.6, -1], [0, -0.4], [-0.6, -1]],
};

/** Corners around a circle, the first one on top; every other one nearer to the middle makes it a star. */
function polygon(count: number, waist = 1): Corner[] {
  return Array.from({ length: count }, (_, index): Corner => {
    const [angle, r] = [(2 * Math.PI * index) / count, index % 2 === 1 ? 1.1 * waist : 1.1];
    return [r * Math.sin(angle), r * Math.cos(angle)];
  });
}

/** A length or place with a tenth of a pixel. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
