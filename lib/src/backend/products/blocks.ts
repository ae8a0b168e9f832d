import { advance, get, inBlocks, integer, plus, set, times, whileLeft } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';
import { widthOf, type TileShape } from './shape';

/**
 * Blocks of the factors that caches hold: a panel of B with `depth` terms stays in the first cache while all rows of A pass by, `rows` by `depth`
 * numbers of A in the second, `columns` by `depth` numbers of B in the third. Columns are a multiple of every tile's.
 */
export const block = { depth: 256, rows: 240, columns: 480 } as const;

/** Where things lie in the room that a product needs beside its matrices, and how long it is, in bytes. It begins at a multiple of 16. */
export function roomOf(shape: TileShape): { readonly packedA: number; readonly packedB: number; readonly bytes: number } {
  const width = widthOf(shape);
  const packedA = 4 * width * shape.rows; // behind a tile of what does not fill one
  const packedB = packedA + 4 * block.depth * (block.rows + shape.rows) + 16;
  return { packedA, packedB, bytes: packedB + 4 * block.depth * (block.columns + width) + 16 };
}

/**
 * What says which product it is. `x.row` and `x.column` lead from one row of x to the next and from one column to the next, in bytes; those of A and B are
 * 4 one way, the rows of C lie side by side. `start` is what each number begins with: C itself to add to it, or a row for all rows, whose `start.row` is 0.
 */
export const productWords = [
  'rows', 'columns', 'depth', 'a', 'a.row', 'a.column', 'b', 'b.row', 'b.column', 'c', 'c.row', 'start', 'start.row', 'start.column',
] as const;

/** `b.packed` is not 0 where the room holds all of B packed from the last call. */
export const productParameters = [...productWords, 'b.packed', 'room'] as const;

/** C = start + A B, block by block: a block of B is packed, and all rows of A meet it before the next one is. There is one of everything at least. */
export function productFunction(shape: TileShape): WasmFunction {
  const locals = [
    'column', 'columns.now', 'term', 'depth.now', 'row', 'rows.now', 'left', 'from', 'to', 'panel', 'panel.row', 'panel.step', 'panel.next',
    'here', 'begin', 'begin.row', 'begin.next',
  ];
  return {
    name: 'product',
    parameters: new Map(productParameters.map((name): [string, ValueType] => [name, 'i32'])),
    results: [],
    locals: new Map(locals.map((name): [string, ValueType] => [name, 'i32'])),
    body: inBlocks('column', 'columns.now', get('columns'), block.columns,
      ...inBlocks('term', 'depth.now', get('depth'), block.depth,
        wasm('if', wasm('i32.eqz', get('b.packed')), ...packB(shape)),
        ...inBlocks('row', 'rows.now', get('rows'), block.rows,
          ...panelsOfA(shape),
          ...startHere(shape),
          multiplied(shape),
        ),
      ),
    ),
  };
}

/** Panels of as many columns as a tile has; one that is narrower is packed for as many vectors as it needs. */
function packB(shape: TileShape): Instruction[] {
  const width = widthOf(shape);
  const [depth, from, to] = [get('depth.now'), get('from'), get('to')];
  const isPlain = wasm('i32.eq', get('b.column'), integer(4));
  return [
    set('from', plus(get('b'), times(get('term'), get('b.row')), times(get('column'), get('b.column')))),
    set('to', plus(get('room'), integer(roomOf(shape).packedB))),
    set('left', get('columns.now')),
    whileLeft('left', width,
      wasm('if', isPlain, wasm('call', 'packColumns', depth, from, get('b.row'), to)),
      wasm('if', wasm('i32.eqz', isPlain), wasm('call', 'packAcross', depth, from, get('b.column'), to)),
      advance('from', times(integer(width), get('b.column'))),
      advance('to', times(integer(4 * width), depth)),
    ),
    wasm('if', get('left'),
      wasm('call', 'packAny', depth, from, get('b.row'), get('b.column'), to, get('left'), wasm('i32.and', plus(get('left'), integer(3)), integer(-4))),
    ),
  ];
}

/** Rows of A are read where they are, and columns packed; the last of these one by one: what lies behind them may be no memory. */
function panelsOfA({ rows, vectors, fused }: TileShape): Instruction[] {
  const [depth, from, to] = [get('depth.now'), get('from'), get('to')];
  const packedA = plus(get('room'), integer(roomOf({ rows, vectors, fused }).packedA));
  const line = 4 * rows;
  return [
    set('from', plus(get('a'), times(get('row'), get('a.row')), times(get('term'), get('a.column')))),
    set('panel', from),
    set('panel.row', get('a.row')),
    set('panel.step', integer(4)),
    set('panel.next', times(integer(rows), get('a.row'))),
    wasm('if', wasm('i32.ne', get('a.column'), integer(4)),
      set('panel', packedA),
      set('panel.row', integer(4)),
      set('panel.step', integer(line)),
      set('panel.next', times(integer(line), depth)),
      set('to', packedA),
      set('left', plus(get('rows.now'), integer(-1))),
      whileLeft('left', rows,
        wasm('call', 'packRows', depth, from, get('a.column'), to),
        advance('from', times(integer(rows), get('a.row'))),
        advance('to', get('panel.next')),
      ),
      wasm('call', 'packAny', depth, from, get('a.column'), get('a.row'), to, plus(get('left'), integer(1)), integer(rows)),
    ),
  ];
}

/** The first block of terms begins with what it is told, each next one with what the last one left. */
function startHere(shape: TileShape): Instruction[] {
  const width = integer(widthOf(shape));
  return [
    set('here', plus(get('c'), times(get('row'), get('c.row')), times(integer(4), get('column')))),
    set('begin', get('here')),
    set('begin.row', get('c.row')),
    set('begin.next', times(integer(4), width)),
    wasm('if', wasm('i32.eqz', get('term')),
      set('begin', plus(get('start'), times(get('row'), get('start.row')), times(get('column'), get('start.column')))),
      set('begin.row', get('start.row')),
      set('begin.next', times(get('start.column'), width)),
    ),
  ];
}

function multiplied(shape: TileShape): Instruction {
  const width = integer(4 * widthOf(shape));
  return wasm('call', 'multiply',
    get('rows.now'), get('columns.now'), get('depth.now'), get('panel'), get('panel.row'), get('panel.step'), get('panel.next'),
    plus(get('room'), integer(roomOf(shape).packedB)), width, times(width, get('depth.now')), get('here'), get('c.row'),
    get('begin'), get('begin.row'), get('begin.next'), get('room'),
  );
}
