import { advance, countDown, get, integer, set, times, plus } from '../formula/wasm/building';
import { wasm, type ValueType, type WasmFunction } from '../formula/wasm/module';
import { onMemory } from '../formula/wasm/on-memory';

// What a training does besides arithmetic, as functions of WebAssembly.

const parameters = (...names: readonly string[]): ReadonlyMap<string, ValueType> => new Map(names.map((name): [string, ValueType] => [name, 'i32']));

/** Copies rows, one of each `row.bytes` bytes, in the order of a list of their numbers. There is one at least. */
const gatherFunction: WasmFunction = {
  name: 'gather',
  parameters: parameters('rows', 'list', 'from', 'row.bytes', 'to'),
  results: [],
  locals: new Map(),
  body: [
    countDown('rows', 1,
      wasm('memory.copy', get('to'), plus(get('from'), times(wasm('i32.load', get('list')), get('row.bytes'))), get('row.bytes')),
      advance('list', integer(4)),
      advance('to', get('row.bytes')),
    ),
  ],
};

/**
 * How many rows have their largest number in the same column in two matrices; of equal ones the first counts. There is one row and one column at least.
 */
const agreementFunction: WasmFunction = {
  name: 'agreement',
  parameters: parameters('rows', 'columns', 'a', 'b'),
  results: ['i32'],
  locals: new Map<string, ValueType>([
    ...['left', 'a.best', 'b.best', 'agreed'].map((name): [string, ValueType] => [name, 'i32']),
    ...['a.most', 'b.most'].map((name): [string, ValueType] => [name, 'f32']),
  ]),
  body: [
    countDown('rows', 1,
      ...['a', 'b'].flatMap(name => [set(`${name}.most`, wasm('f32.const', -Infinity)), set(`${name}.best`, get('columns'))]),
      set('left', get('columns')),
      countDown('left', 1,
        ...['a', 'b'].flatMap(name => [
          wasm('if', wasm('f32.gt', wasm('f32.load', get(name)), get(`${name}.most`)),
            set(`${name}.most`, wasm('f32.load', get(name))),
            set(`${name}.best`, get('left')),
          ),
          advance(name, integer(4)),
        ]),
      ),
      wasm('if', wasm('i32.eq', get('a.best'), get('b.best')), advance('agreed', integer(1))),
    ),
    get('agreed'),
  ],
};

/** These functions on a memory; addresses are in bytes. */
export type Drawing = {
  gather(rows: number, list: number, from: number, rowBytes: number, to: number): void;
  agreement(rows: number, columns: number, a: number, b: number): number;
};

/** Made ready once for each memory. */
export const drawingIn: (memory: WebAssembly.Memory) => Drawing = onMemory<Drawing>([gatherFunction, agreementFunction]);
