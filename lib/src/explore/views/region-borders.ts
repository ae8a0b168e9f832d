/** A place between the points of a grid. */
export type Place = readonly [column: number, row: number];

/** So many halvings find a crossing to a thousandth of a cell. */
const halvings = 10;

/**
 * The borders between the regions of a grid, given as a list of rows, in short strokes. Where an edge of the grid goes from one region into another, the
 * crossing is looked for along it, with the region at any place: drawn through the middles of the edges a slanting border would be a staircase.
 */
export function regionBorders(grid: readonly (readonly number[])[], regionAt: (...place: Place) => number): Array<readonly [Place, Place]> {
  const strokes: Array<readonly [Place, Place]> = [];
  for (let row = 0; row + 1 < grid.length; row++) {
    for (let column = 0; column + 1 < (grid[row] as readonly number[]).length; column++) {
      const corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]] as const;
      const crossings = corners.flatMap((from, k) => {
        const to = corners[(k + 1) % 4] as Place;
        return at(grid, from) === at(grid, to) ? [] : [crossing(from, to, at(grid, from), regionAt)];
      });
      strokes.push(...joined(crossings));
    }
  }
  return strokes;
}

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
function joined(crossings: readonly Place[]): Array<readonly [Place, Place]> {
  const [one, other] = crossings;
  if (one === undefined || other === undefined) return [];
  if (crossings.length === 2) return [[one, other]];
  const mean = (axis: 0 | 1): number => crossings.reduce((sum, place) => sum + place[axis], 0) / crossings.length;
  const middle: Place = [mean(0), mean(1)];
  return crossings.map(place => [place, middle] as const);
}
