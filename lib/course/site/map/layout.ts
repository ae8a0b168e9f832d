import { depths, type Needs } from './graph';

/** The sizes of a map, in pixels at its natural size. */
export interface MapSizes {
  readonly boxWidth: number;
  readonly boxHeight: number;
  /** Between boxes beside each other. */
  readonly gap: number;
  /** Between rows, for the arrows. */
  readonly between: number;
  /** How many boxes stand in a row at most. */
  readonly perRow: number;
}

export interface Point { readonly x: number; readonly y: number }

/** Where everything stands: boxes by their top left corners, arrows as the points they go through, from below a box to above one. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point>;
  readonly arrows: ReadonlyArray<{ readonly from: string; readonly to: string; readonly through: readonly Point[] }>;
}

/** A box, or the lane in which the arrows from a box pass a row, so that none runs behind a box. */
interface Place { readonly slug: string; readonly lane: boolean; x: number }

/** The width of a lane. */
const laneWidth = 10;

/**
 * Lessons in rows from those that need nothing downwards: by the longest way to each, a row that would be too wide in several. Within a row everything
 * stands where what it comes from stands, as near as can be.
 */
export function layout(needs: Needs, sizes: MapSizes): MapLayout {
  const rowOf = rows(needs, sizes.perRow);
  const count = Math.max(...rowOf.values()) + 1;
  const grid: Place[][] = Array.from({ length: count }, () => []);
  for (const [slug, row] of rowOf) grid[row]?.push({ slug, lane: false, x: 0 });
  for (const slug of needs.keys()) {
    const last = Math.max(-1, ...[...needs].filter(([, given]) => given.includes(slug)).map(([user]) => rowOf.get(user) ?? 0));
    for (let row = (rowOf.get(slug) ?? 0) + 1; row < last; row += 1) grid[row]?.push({ slug, lane: true, x: 0 });
  }
  const width = Math.max(...grid.map(places => places.reduce((sum, place) => sum + widthOf(place, sizes) + sizes.gap, -sizes.gap)));
  grid.forEach((places, row) => arrange(places, centreIn(grid, row, needs), { sizes, width }));
  const yOf = (row: number): number => row * (sizes.boxHeight + sizes.between);
  const boxes = new Map([...rowOf].map(([slug, row]) => [slug, { x: (find(grid, row, slug)?.x ?? 0) - sizes.boxWidth / 2, y: yOf(row) }]));
  const arrows = [...needs].flatMap(([to, given]) => given.map(from => {
    const [first, last] = [rowOf.get(from) ?? 0, rowOf.get(to) ?? 0];
    const through: Point[] = [{ x: find(grid, first, from)?.x ?? 0, y: yOf(first) + sizes.boxHeight }];
    for (let row = first + 1; row < last; row += 1) {
      const x = find(grid, row, from)?.x ?? 0;
      through.push({ x, y: yOf(row) }, { x, y: yOf(row) + sizes.boxHeight });
    }
    return { from, to, through: [...through, { x: find(grid, last, to)?.x ?? 0, y: yOf(last) }] };
  }));
  return { width, height: yOf(count - 1) + sizes.boxHeight, boxes, arrows };
}

function rows(needs: Needs, perRow: number): ReadonlyMap<string, number> {
  const depth = depths(needs);
  const found = new Map<string, number>();
  let next = 0;
  for (let level = 0; level <= Math.max(...depth.values()); level += 1) {
    const own = [...needs.keys()].filter(slug => depth.get(slug) === level);
    const lines = Math.ceil(own.length / perRow);
    // As even as can be: five in rows of at most four are three and two.
    own.forEach((slug, at) => found.set(slug, next + Math.floor((at * lines) / own.length)));
    next += lines;
  }
  return found;
}

/** Where a place would stand best: under what it comes from. */
function centreIn(grid: ReadonlyArray<readonly Place[]>, row: number, needs: Needs): (place: Place) => number | undefined {
  return ({ slug, lane }) => {
    const sources = lane ? [slug] : needs.get(slug) ?? [];
    const above = (grid[row - 1] ?? []).filter(place => sources.includes(place.slug)).map(({ x }) => x);
    return above.length === 0 ? undefined : above.reduce((a, b) => a + b, 0) / above.length;
  };
}

function arrange(places: Place[], centre: (place: Place) => number | undefined, { sizes, width }: { sizes: MapSizes; width: number }): void {
  const wished = new Map(places.map((place, at) => [place, centre(place) ?? ((at + 0.5) / places.length) * width]));
  places.sort((a, b) => (wished.get(a) ?? 0) - (wished.get(b) ?? 0));
  const total = places.reduce((sum, place) => sum + widthOf(place, sizes) + sizes.gap, -sizes.gap);
  let x = (width - total) / 2;
  for (const place of places) {
    place.x = x + widthOf(place, sizes) / 2;
    x += widthOf(place, sizes) + sizes.gap;
  }
}

function widthOf({ lane }: Place, { boxWidth }: MapSizes): number {
  return lane ? laneWidth : boxWidth;
}

function find(grid: ReadonlyArray<readonly Place[]>, row: number, slug: string): Place | undefined {
  return grid[row]?.find(place => place.slug === slug);
}
