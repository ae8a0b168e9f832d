import { advance, countDown, get, integer, plus, set, whileLeft } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';

// A panel holds, term after term of the sum, the numbers that a tile reads together. `line` leads in the source from one term to the next,
// `element` from one number of a term to the next, both in bytes.

const parameters = (...names: readonly string[]): ReadonlyMap<string, ValueType> => new Map(names.map((name): [string, ValueType] => [name, 'i32']));

/**
 * Packs terms whose numbers lie side by side. A line may be shorter than the vectors that copy it: each next line then writes over what the last one
 * left behind it, and 16 bytes behind the panel and the source must be there to be written and read.
 */
export function packLines(name: string, { vectors, bytes }: { readonly vectors: number; readonly bytes: number }): WasmFunction {
  return {
    name,
    parameters: parameters('depth', 'from', 'line', 'to'),
    results: [],
    locals: new Map(),
    body: [
      countDown('depth', 1,
        ...Array.from({ length: vectors }, (_, k) => wasm('v128.store', 16 * k, get('to'), wasm('v128.load', 16 * k, get('from')))),
        advance('from', get('line')),
        advance('to', integer(bytes)),
      ),
    ],
  };
}

/** Packs terms whose numbers lie far apart, and each number's terms side by side: four terms of four numbers are turned in registers. */
export function packAcross(name: string, { vectors }: { readonly vectors: number }): WasmFunction {
  const [width, blocks] = [16 * vectors, Array.from({ length: vectors }, (_, k) => k)];
  const four = [0, 1, 2, 3];
  const row = (k: number): string => `row.${k}`;
  const half = (k: number): string => `half.${k}`;
  const lanes = (pattern: readonly number[], a: string, b: string): Instruction =>
    wasm('i8x16.shuffle', ...pattern.flatMap(lane => four.map(byte => 4 * lane + byte)), get(a), get(b));
  const turned = (block: number): Instruction[] => [
    ...four.flatMap(k => [set(row(k), wasm('v128.load', get('source'))), advance('source', get('element'))]),
    set(half(0), lanes([0, 4, 1, 5], row(0), row(1))),
    set(half(1), lanes([2, 6, 3, 7], row(0), row(1))),
    set(half(2), lanes([0, 4, 1, 5], row(2), row(3))),
    set(half(3), lanes([2, 6, 3, 7], row(2), row(3))),
    ...[[0, 2], [1, 3]].flatMap(([low = 0, high = 0], pair) => [
      wasm('v128.store', 16 * block + 2 * pair * width, get('to'), lanes([0, 1, 4, 5], half(low), half(high))),
      wasm('v128.store', 16 * block + (2 * pair + 1) * width, get('to'), lanes([2, 3, 6, 7], half(low), half(high))),
    ]),
  ];
  return {
    name,
    parameters: parameters('depth', 'from', 'element', 'to'),
    results: [],
    locals: new Map<string, ValueType>([
      ...['source', 'left'].map((local): [string, ValueType] => [local, 'i32']),
      ...four.flatMap(k => [row(k), half(k)]).map((local): [string, ValueType] => [local, 'v128']),
    ]),
    body: [
      whileLeft('depth', 4, set('source', get('from')), ...blocks.flatMap(turned), advance('from', integer(16)), advance('to', integer(4 * width))),
      whileLeft('depth', 1,
        set('source', get('from')),
        set('left', integer(4 * vectors)),
        countDown('left', 1,
          wasm('f32.store', get('to'), wasm('f32.load', get('source'))),
          advance('source', get('element')),
          advance('to', integer(4)),
        ),
        advance('from', integer(4)),
      ),
    ],
  };
}

/** Packs terms of `count` numbers into lines of `width`, with zeros behind them, one by one. */
export function packAny(name: string): WasmFunction {
  return {
    name,
    parameters: parameters('depth', 'from', 'line', 'element', 'to', 'count', 'width'),
    results: [],
    locals: new Map<string, ValueType>(['source', 'left'].map(local => [local, 'i32'])),
    body: [
      countDown('depth', 1,
        set('source', get('from')),
        set('left', get('count')),
        countDown('left', 1,
          wasm('f32.store', get('to'), wasm('f32.load', get('source'))),
          advance('source', get('element')),
          advance('to', integer(4)),
        ),
        set('left', plus(get('width'), wasm('i32.sub', integer(0), get('count')))),
        whileLeft('left', 1, wasm('f32.store', get('to'), wasm('f32.const', 0)), advance('to', integer(4))),
        advance('from', get('line')),
      ),
    ],
  };
}
