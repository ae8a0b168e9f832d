/** A place of a grid, by its column and row. */
export type Cell = readonly [column: number, row: number];

/** Where a name is written, and of which region. */
export interface NamedCell {
  readonly region: number;
  readonly at: Cell;
  /** Whether a long name may not fit, so that its words had better stand below each other. */
  readonly isNarrow: boolean;
}

/** Of so many cells one must belong to a piece, for it to be named. */
const share = 60;

/** So many cells to either side are as good as more: a name is no longer, even on a telephone. */
const enough = 24;

/** So many rows above and below are as high as a name. */
const half = 3;

/**
 * Where to write the names of regions on a grid, given as a list of rows. Each connected piece of a region has its own, since a name between two pieces
 * would lie on what is neither; it stands near the middle of the piece, where it has room.
 */
export function regionNames(grid: readonly (readonly number[])[]): NamedCell[] {
  const cells = grid.reduce((sum, row) => sum + row.length, 0);
  const room = roomIn(grid);
  return piecesOf(grid).filter(({ piece }) => piece.length >= cells / share).map(({ region, piece }) => ({ region, ...roomiest(piece, room) }));
}

function roomiest(piece: readonly Cell[], room: readonly (readonly number[])[]): Omit<NamedCell, 'region'> {
  const roomAt = ([column, row]: Cell): number => Math.min(enough, room[row]?.[column] as number);
  const most = piece.reduce((best, cell) => Math.max(best, roomAt(cell)), 0);
  const middle = [0, 1].map(axis => piece.reduce((sum, cell) => sum + (cell[axis] as number), 0) / piece.length) as [number, number];
  const far = ([column, row]: Cell): number => Math.hypot(column - middle[0], row - middle[1]);
  const at = piece.filter(cell => roomAt(cell) === most).reduce((best, cell) => (far(cell) < far(best) ? cell : best));
  return { at, isNarrow: most < enough };
}

/** How many cells to either side of each, and in the rows that a name covers, are of its region. */
function roomIn(grid: readonly (readonly number[])[]): number[][] {
  const aside = grid.map(sidesOf);
  return grid.map((row, r) => row.map((region, column) => {
    let room = Infinity;
    for (let other = r - half; other <= r + half; other++) {
      room = Math.min(room, grid[other]?.[column] === region ? (aside[other]?.[column] as number) : 0);
    }
    return room;
  }));
}

/** For each cell of a row, how many of its region follow on either side. */
function sidesOf(row: readonly number[]): number[] {
  const sides = row.map(() => 0);
  for (let column = 1; column < row.length; column++) sides[column] = row[column] === row[column - 1] ? (sides[column - 1] as number) + 1 : 0;
  let right = 0;
  for (let column = row.length - 1; column >= 0; column--) {
    right = row[column] === row[column + 1] ? right + 1 : 0;
    sides[column] = Math.min(sides[column] as number, right);
  }
  return sides;
}

/** The connected pieces, each with its cells. */
function piecesOf(grid: readonly (readonly number[])[]): Array<{ readonly region: number; readonly piece: Cell[] }> {
  const seen = grid.map(row => row.map(() => false));
  return grid.flatMap((row, r) => row.flatMap((region, c) => {
    const piece: Cell[] = [];
    const open: Cell[] = [[c, r]];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const [column, at] = cell;
      if (grid[at]?.[column] !== region || seen[at]?.[column] === true) continue;
      (seen[at] as boolean[])[column] = true;
      piece.push(cell);
      open.push([column + 1, at], [column - 1, at], [column, at + 1], [column, at - 1]);
    }
    return piece.length > 0 ? [{ region, piece }] : [];
  }));
}
