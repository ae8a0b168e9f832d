/** A block of numbers, example by example, place by place, channel by channel. */
export interface Block {
  readonly examples: number;
  readonly channels: number;
  /** Places of one channel of one example, side by side and one below the other. */
  readonly across: number;
  readonly down: number;
}

/** Half the width of the square that belongs to one example and one channel; between squares there is a gap. */
const half = 0.42;

/** Along one axis: where the bricks of every square begin and end, the gaps between squares being bricks of their own. */
export function edgesOf(squares: number, bricksOfOne: number): number[] {
  const edge = (k: number, b: number): number => k + 1 - half + (2 * half * b) / bricksOfOne;
  return Array.from({ length: squares }, (_, k) => Array.from({ length: bricksOfOne + 1 }, (__, b) => edge(k, b))).flat();
}

/** The numbers as the rows of a picture, from the lowest channel up; nothing in the gaps. */
export function bricks({ examples, channels, across, down }: Block, numbers: readonly number[]): Array<Array<number | null>> {
  const rows = channels * (down + 1) - 1;
  const columns = examples * (across + 1) - 1;
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (__, column) => {
    const [c, below] = [Math.floor(row / (down + 1)), row % (down + 1)];
    const [n, beside] = [Math.floor(column / (across + 1)), column % (across + 1)];
    if (below === down || beside === across) return null;
    const p = (down - 1 - below) * across + beside;
    return numbers[(n * across * down + p) * channels + c] as number;
  }));
}

/** A closed line around each of these bricks. */
export function outlines({ channels, across, down }: Block, members: readonly number[]): { x: Array<number | null>; y: Array<number | null> } {
  const [x, y]: [Array<number | null>, Array<number | null>] = [[], []];
  for (const i of members) {
    const [c, p, n] = [i % channels, Math.floor(i / channels) % (across * down), Math.floor(i / (channels * across * down))];
    const left = n + 1 - half + (2 * half * (p % across)) / across;
    const top = c + 1 + half - (2 * half * Math.floor(p / across)) / down;
    const [right, bottom] = [left + (2 * half) / across, top - (2 * half) / down];
    x.push(left, right, right, left, left, null);
    y.push(top, top, bottom, bottom, top, null);
  }
  return { x, y };
}
