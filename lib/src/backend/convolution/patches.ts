import { advance, forEach, get, integer, minus, plus, set, times, whileLeft } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';

// What a filter sees of an image lies here and there; side by side, as a row of a matrix for each place of the filter, it makes a convolution a product of
// matrices. Filters are not dilated along rows, so that a row of the filter is one piece of a row of the image.

/** What both functions take: how large everything is, how the filter moves, and where the image and the matrix of patches begin. */
export const patchesParameters = [
  'in.rows', 'in.columns', 'channels', 'out.rows', 'out.columns', 'filter.rows', 'filter.columns', 'stride.rows', 'stride.columns', 'dilation.rows', 'above', 'left',
  'image', 'patches',
] as const;

const locals = ['row', 'column', 'filter.row', 'in.row', 'start', 'first', 'last', 'pixel', 'from', 'to', 'bytes'] as const;

/** Writes the patches of an image, with zeros where the filter looks beyond it. */
export const gatherPatches: WasmFunction = overPatches('gatherPatches', {
  inside: [
    filled(get('patches'), times(get('first'), get('pixel'))),
    wasm('memory.copy', get('to'), get('from'), get('bytes')),
    filled(plus(get('patches'), times(get('last'), get('pixel'))), times(minus(get('filter.columns'), get('last')), get('pixel'))),
  ],
  outside: [filled(get('patches'), times(get('filter.columns'), get('pixel')))],
});

/** Adds every number of the patches to the number of the image that it was: the way back of `gatherPatches`. */
export const scatterPatches: WasmFunction = overPatches('scatterPatches', {
  inside: [
    whileLeft('bytes', 16,
      wasm('v128.store', get('from'), wasm('f32x4.add', wasm('v128.load', get('from')), wasm('v128.load', get('to')))),
      advance('from', integer(16)),
      advance('to', integer(16)),
    ),
    whileLeft('bytes', 4,
      wasm('f32.store', get('from'), wasm('f32.add', wasm('f32.load', get('from')), wasm('f32.load', get('to')))),
      advance('from', integer(4)),
      advance('to', integer(4)),
    ),
  ],
  outside: [],
});

/** What is done for each row of the filter at each of its places: `from` is its piece of the image, of `bytes`, and `to` where that lies among the patches. */
function overPatches(name: string, { inside, outside }: { readonly inside: readonly Instruction[]; readonly outside: readonly Instruction[] }): WasmFunction {
  return {
    name,
    parameters: new Map(patchesParameters.map((parameter): [string, ValueType] => [parameter, 'i32'])),
    results: [],
    locals: new Map(locals.map((local): [string, ValueType] => [local, 'i32'])),
    body: [
      set('pixel', wasm('i32.shl', get('channels'), integer(2))),
      ...forEach('row', get('out.rows'),
        ...forEach('column', get('out.columns'),
          set('start', minus(times(get('column'), get('stride.columns')), get('left'))),
          // Of the filter's columns those from `first` to `last` lie on the image.
          set('first', integer(0)),
          wasm('if', isBelow(get('start'), integer(0)), set('first', minus(integer(0), get('start')))),
          wasm('if', isBelow(get('filter.columns'), get('first')), set('first', get('filter.columns'))),
          set('last', minus(get('in.columns'), get('start'))),
          wasm('if', isBelow(get('filter.columns'), get('last')), set('last', get('filter.columns'))),
          wasm('if', isBelow(get('last'), get('first')), set('last', get('first'))),
          ...forEach('filter.row', get('filter.rows'),
            set('in.row', minus(plus(times(get('row'), get('stride.rows')), times(get('filter.row'), get('dilation.rows'))), get('above'))),
            // A row above the image is a very large one as a number without a sign.
            wasm('if', wasm('i32.lt_u', get('in.row'), get('in.rows')),
              set('from', plus(get('image'), times(plus(times(get('in.row'), get('in.columns')), get('start'), get('first')), get('pixel')))),
              set('to', plus(get('patches'), times(get('first'), get('pixel')))),
              set('bytes', times(minus(get('last'), get('first')), get('pixel'))),
              ...inside,
            ),
            wasm('if', wasm('i32.eqz', wasm('i32.lt_u', get('in.row'), get('in.rows'))), ...outside),
            advance('patches', times(get('filter.columns'), get('pixel'))),
          ),
        ),
      ),
    ],
  };
}

function isBelow(a: Instruction, b: Instruction): Instruction {
  return wasm('i32.lt_s', a, b);
}

function filled(at: Instruction, bytes: Instruction): Instruction {
  return wasm('if', bytes, wasm('memory.fill', at, integer(0), bytes));
}
