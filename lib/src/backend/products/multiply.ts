import { advance, countDown, get, integer, plus, set, times, whileLeft } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';
import { widthOf, type TileShape } from './shape';
import { tileName } from './tile';

/**
 * What `multiply` takes. `rows`, `columns` and `depth` are numbers of rows of A and C, columns of B and C, and terms of each sum, one of each at least.
 * `a.panel` and `b.panel` lead to the next rows of A and columns of B; `start.panel` to what is added to the next columns. `edge` has the room of a
 * tile.
 */
export const multiplyParameters = [
  'rows', 'columns', 'depth', 'a', 'a.row', 'a.step', 'a.panel', 'b', 'b.step', 'b.panel', 'c', 'c.row', 'start', 'start.row', 'start.panel', 'edge',
] as const;

/**
 * C = start + A B, tile by tile: all rows of A meet a panel of B before the next panel is read. Columns that do not fill a panel come last, packed for
 * as many vectors as they need; their tile is computed aside, since it is wider than C.
 */
export function multiplyFunction(shape: TileShape): WasmFunction {
  const width = widthOf(shape);
  return {
    name: 'multiply',
    parameters: new Map(multiplyParameters.map((name): [string, ValueType] => [name, 'i32'])),
    results: [],
    locals: new Map(['left', 'a.now', 'c.now', 'start.now'].map((name): [string, ValueType] => [name, 'i32'])),
    body: [
      whileLeft('columns', width,
        ...overRows(shape, rows => [call(rows, shape.vectors, { c: get('c.now'), row: get('c.row'), start: get('start.now'), startRow: get('start.row') })]),
        advance('b', get('b.panel')),
        advance('c', integer(4 * width)),
        advance('start', get('start.panel')),
      ),
      wasm('if', get('columns'), ...Array.from({ length: shape.vectors }, (_, k) => lastColumns(shape, k + 1))),
    ],
  };
}

/**
 * The columns that are left, where they need this many vectors: what they start from is brought aside, and what comes out brought back. So every number of
 * C is made by the same operations in the same order, wherever it stands: columns of B that are alike give columns of C that are.
 */
function lastColumns(shape: TileShape, vectors: number): Instruction {
  const edgeRow = integer(4 * widthOf(shape));
  const here = wasm('i32.eq', wasm('i32.and', plus(get('columns'), integer(3)), integer(-4)), integer(4 * vectors));
  const aside = (rows: number): Instruction[] => [
    wasm('call', 'copyRows', integer(rows), get('columns'), get('start.now'), get('start.row'), get('edge'), edgeRow),
    call(rows, vectors, { c: get('edge'), row: edgeRow, start: get('edge'), startRow: edgeRow }),
    wasm('call', 'copyRows', integer(rows), get('columns'), get('edge'), edgeRow, get('c.now'), get('c.row')),
  ];
  return wasm('if', here, set('b.step', integer(16 * vectors)), ...overRows(shape, aside));
}

/** What is done for every few rows: as many as a tile has, and once more for those that are left. */
function overRows({ rows }: TileShape, done: (rows: number) => readonly Instruction[]): Instruction[] {
  const forward = [
    advance('a.now', get('a.panel')),
    advance('c.now', times(get('c.row'), integer(rows))),
    advance('start.now', times(get('start.row'), integer(rows))),
  ];
  return [
    set('a.now', get('a')),
    set('c.now', get('c')),
    set('start.now', get('start')),
    set('left', get('rows')),
    whileLeft('left', rows, ...done(rows), ...forward),
    ...Array.from({ length: rows - 1 }, (_, k) => wasm('if', wasm('i32.eq', get('left'), integer(k + 1)), ...done(k + 1))),
  ];
}

interface TileOut {
  readonly c: Instruction;
  readonly row: Instruction;
  readonly start: Instruction;
  readonly startRow: Instruction;
}

function call(rows: number, vectors: number, { c, row, start, startRow }: TileOut): Instruction {
  return wasm('call', tileName({ rows, vectors }), ...['depth', 'a.now', 'a.row', 'a.step', 'b', 'b.step'].map(get), c, row, start, startRow);
}

/** Copies the first `columns` numbers of rows. There is one of each at least. */
export const copyRowsFunction: WasmFunction = {
  name: 'copyRows',
  parameters: new Map(['rows', 'columns', 'from', 'from.row', 'to', 'to.row'].map((name): [string, ValueType] => [name, 'i32'])),
  results: [],
  locals: new Map(),
  body: [
    countDown('rows', 1,
      wasm('memory.copy', get('to'), get('from'), wasm('i32.shl', get('columns'), integer(2))),
      advance('from', get('from.row')),
      advance('to', get('to.row')),
    ),
  ],
};
