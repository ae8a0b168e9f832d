/** A place between the points of a grid. */
export type Place = readonly [column: number, row: number];

/** So many halvings find a crossing to a thousandth of a cell. */
const halvings = 10;

/**
 * The borders between the regions of a grid, given as a list of rows, as lines. Where an edge of the grid goes from one region into another, the
 * crossing is looked for along it, with the region at any place: drawn through the middles of the edges a slanting border would be a staircase.
 */
export function regionBorders(grid: readonly (readonly number[])[], regionAt: (...place: Place) => number): Place[][] {
  const strokes: Stroke[] = [];
  for (let row = 0; row + 1 < grid.length; row++) {
    for (let column = 0; column + 1 < (grid[row] as readonly number[]).length; column++) {
      const corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]] as const;
      const crossings = corners.flatMap((from, k) => {
        const to = corners[(k + 1) % 4] as Place;
        // The same way round in both cells that share the edge, so that their strokes meet.
        const [one, other] = from[0] + from[1] < to[0] + to[1] ? [from, to] : [to, from];
        return at(grid, from) === at(grid, to) ? [] : [crossing(one, other, at(grid, one), regionAt)];
      });
      strokes.push(...joined(crossings));
    }
  }
  return linked(strokes);
}

/** A border's way through one cell. */
type Stroke = readonly [Place, Place];

function at(grid: readonly (readonly number[])[], [column, row]: Place): number {
  return grid[row]?.[column] as number;
}

/** Where the way from one place to another leaves its first region. */
function crossing(from: Place, to: Place, region: number, regionAt: (...place: Place) => number): Place {
  const along = (share: number): Place => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  let [inside, outside] = [0, 1];
  for (let k = 0; k < halvings; k++) {
    const middle = (inside + outside) / 2;
    if (regionAt(...along(middle)) === region) inside = middle;
    else outside = middle;
  }
  return along((inside + outside) / 2);
}

/** Two crossings of a cell are joined; three or four meet in its middle. */
function joined(crossings: readonly Place[]): Stroke[] {
  const [one, other] = crossings;
  if (one === undefined || other === undefined) return [];
  if (crossings.length === 2) return [[one, other]];
  const mean = (axis: 0 | 1): number => crossings.reduce((sum, place) => sum + place[axis], 0) / crossings.length;
  const middle: Place = [mean(0), mean(1)];
  return crossings.map(place => [place, middle] as const);
}

/** Strokes that meet, as one line: drawn one by one, a line would look like beads. */
function linked(strokes: readonly Stroke[]): Place[][] {
  const meeting = new Map<string, number[]>();
  for (const [k, stroke] of strokes.entries()) for (const end of stroke) meeting.set(String(end), [...(meeting.get(String(end)) ?? []), k]);
  const used = new Set<number>();
  const extended = (line: readonly Place[]): Place[] => {
    const longer = [...line];
    for (;;) {
      const end = String(longer[longer.length - 1]);
      const next = meeting.get(end)?.find(k => !used.has(k));
      if (next === undefined) return longer;
      used.add(next);
      const [one, other] = strokes[next] as Stroke;
      longer.push(String(one) === end ? other : one);
    }
  };
  return strokes.flatMap((stroke, k) => {
    if (used.has(k)) return [];
    used.add(k);
    return [extended(extended(stroke).reverse())];
  });
}
