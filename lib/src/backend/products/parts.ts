import { advance, get, integer, minus, plus, set, smaller, times } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';
import { board, calls, handingOver, mostParts, nextWork } from '../threads/board';
import { block } from './blocks';
import type { TileShape } from './shape';
import { partWords, threadRoom } from './thread-room';

// A large product is cut into parts, rectangles of C, which two threads take one after the other from the board. Each number of C is made by the same
// operations whichever of them makes it, so the result is that of one thread to the last bit.
//
// The helper makes a part aside and copies it at the end. One that it does not hand over in time, since something else has its core, the first thread
// makes itself, and clears `working`; what the helper finds out later is thrown away. So nobody waits for whom the system has put to sleep.

const word = (at: number): Instruction => plus(get('board'), integer(at));
const read = (at: number): Instruction => wasm('i32.atomic.load', word(at));
const write = (at: number, value: Instruction): Instruction => wasm('i32.atomic.store', word(at), value);
const swap = (at: number, from: Instruction, to: Instruction): Instruction => wasm('i32.atomic.rmw.cmpxchg', word(at), from, to);
const left = (turn: Instruction): Instruction => wasm('i32.and', turn, integer(mostParts));
const is = (a: Instruction, b: Instruction): Instruction => wasm('i32.eq', a, b);
const locals = (...names: readonly string[]): Map<string, ValueType> => new Map(names.map((name): [string, ValueType] => [name, 'i32']));

/** What two threads need beside a product. */
export function partFunctions(shape: TileShape): WasmFunction[] {
  return [partFunction(shape), takePartsFunction, helpFunction(shape)];
}

/**
 * Makes the part that was the next when `turn` was as given: where it belongs, or in `aside` if that is not 0, and then only while the helper is still to
 * make it. Columns of B that this thread has just packed are not packed again.
 */
function partFunction(shape: TileShape): WasmFunction {
  const { packed } = threadRoom(shape);
  const heldColumns = wasm('i32.load', packed, get('room'));
  const hold = (columns: Instruction): Instruction => wasm('i32.store', packed, get('room'), columns);
  return {
    name: 'part',
    parameters: locals('board', 'turn', 'room', 'aside'),
    results: [],
    locals: locals(...partWords, 'index', 'row', 'column', 'rows.now', 'columns.now', 'to', 'to.row', 'begin', 'begin.row', 'these.columns', 'is.held', 'is.mine'),
    body: [
      ...partWords.map((name, k) => set(name, read(board.words + 4 * k))),
      // Words that were read while the first thread wrote the next product are of no use; by then it has given this part up.
      wasm('if', wasm('i32.or', wasm('i32.eqz', get('aside')), is(read(board.working), get('turn'))),
        ...placeOfPart,
        wasm('if', get('aside'), ...beginAside),
        set('is.held', is(heldColumns, get('these.columns'))),
        hold(integer(0)),
        wasm('call', 'product',
          get('rows.now'), get('columns.now'), get('depth'), at('a', get('row'), integer(0)), get('a.row'), get('a.column'),
          at('b', integer(0), get('column')), get('b.row'), get('b.column'),
          get('to'), get('to.row'), get('begin'), get('begin.row'), get('start.column'), get('is.held'), get('room'),
        ),
        set('is.mine', integer(1)),
        wasm('if', get('aside'),
          set('is.mine', is(swap(board.working, get('turn'), integer(handingOver)), get('turn'))),
          wasm('if', get('is.mine'), ...handOver),
        ),
        // What was packed of a part that has been given up may be the next product's. Of columns that are no single block the room holds the last block only.
        wasm('if', wasm('i32.and', get('is.mine'), wasm('i32.and', atMost('columns.now', block.columns), atMost('depth', block.depth))), hold(get('these.columns'))),
      ),
    ],
  };
}

const at = (matrix: string, row: Instruction, column: Instruction): Instruction =>
  plus(get(matrix), times(row, get(`${matrix}.row`)), times(column, get(`${matrix}.column`)));

const cHere = plus(get('c'), times(get('row'), get('c.row')), times(integer(4), get('column')));
const asideRow = times(integer(4), get('width'));

/** The first of the part's rows and columns, how many they are, and where it is made. The name of its columns is unlike those of all products of late. */
const placeOfPart: readonly Instruction[] = [
  set('index', plus(left(get('turn')), integer(-1))),
  set('row', times(wasm('i32.rem_u', get('index'), get('down')), get('height'))),
  set('column', times(wasm('i32.div_u', get('index'), get('down')), get('width'))),
  set('rows.now', smaller(minus(get('rows'), get('row')), get('height'))),
  set('columns.now', smaller(minus(get('columns'), get('column')), get('width'))),
  set('these.columns', plus(wasm('i32.and', get('turn'), integer(-nextWork)), wasm('i32.div_u', get('index'), get('down')), integer(1))),
  set('to', cHere),
  set('to.row', get('c.row')),
  set('begin', at('start', get('row'), get('column'))),
  set('begin.row', get('start.row')),
];

/** What is added to has to be aside, too. */
const beginAside: readonly Instruction[] = [
  set('to', get('aside')),
  set('to.row', asideRow),
  wasm('if', is(get('start'), get('c')),
    wasm('call', 'copyRows', get('rows.now'), get('columns.now'), cHere, get('c.row'), get('aside'), asideRow),
    set('begin', get('aside')),
    set('begin.row', asideRow),
  ),
];

const handOver: readonly Instruction[] = [
  wasm('call', 'copyRows', get('rows.now'), get('columns.now'), get('aside'), asideRow, cHere, get('c.row')),
  write(board.handed, plus(read(board.handed), integer(1))),
  write(board.working, integer(0)),
  wasm('drop', wasm('memory.atomic.notify', word(board.handed), integer(1))),
];

const atMost = (count: string, most: number): Instruction => wasm('i32.lt_u', get(count), integer(most + 1));

/** The first thread: makes parts until none is left, and gives how many it has made. */
const takePartsFunction: WasmFunction = {
  name: 'takeParts',
  parameters: locals('board', 'room'),
  results: ['i32'],
  locals: locals('turn', 'made'),
  body: [
    wasm('loop', 'next',
      set('turn', read(board.turn)),
      wasm('if', left(get('turn')),
        wasm('if', is(swap(board.turn, get('turn'), plus(get('turn'), integer(-1))), get('turn')),
          wasm('call', 'part', get('board'), get('turn'), get('room'), integer(0)),
          advance('made', integer(1)),
        ),
        wasm('br', 'next'),
      ),
    ),
    get('made'),
  ],
};

/**
 * How often the helper looks for more before it sleeps, some three milliseconds. A network in training has the next product by then; and a thread that sleeps
 * and wakes again and again is often given the first one's core.
 */
const looks = 1_000_000;

/**
 * The helper: makes parts of products until there is mail or work of another kind. It says what it is about to take before it takes it, so that whoever finds
 * all parts taken knows who has the last.
 */
function helpFunction(shape: TileShape): WasmFunction {
  const { packed, part } = threadRoom(shape);
  return {
    name: 'help',
    parameters: locals('board', 'room'),
    results: [],
    locals: locals('turn', 'looked'),
    body: [
      write(board.present, integer(1)),
      wasm('loop', 'next',
        set('turn', read(board.turn)),
        wasm('if', wasm('i32.eqz', left(get('turn'))),
          // Columns that it holds packed are those of a product that is over.
          wasm('i32.store', packed, get('room'), integer(0)),
          wasm('if', read(board.mail), wasm('return')),
          advance('looked', integer(1)),
          wasm('if', is(get('looked'), integer(looks)),
            wasm('drop', wasm('memory.atomic.wait32', word(board.turn), get('turn'), wasm('i64.const', -1))),
            set('looked', integer(0)),
          ),
          wasm('br', 'next'),
        ),
        wasm('if', wasm('i32.and', get('turn'), integer(calls)), wasm('return')),
        set('looked', integer(0)),
        write(board.working, get('turn')),
        wasm('if', is(swap(board.turn, get('turn'), plus(get('turn'), integer(-1))), get('turn')),
          wasm('call', 'part', get('board'), get('turn'), get('room'), plus(get('room'), integer(part))),
        ),
        wasm('br', 'next'),
      ),
    ],
  };
}
