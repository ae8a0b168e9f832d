import { advance, forEach, get, integer, minus, plus, set, times } from '../../formula/wasm/building';
import { wasm, type Instruction, type ValueType, type WasmFunction } from '../../formula/wasm/module';

/** What the function takes: how many of everything there are, and where the tensors begin; windows may begin above and left of the image. */
export const maxSlopesParameters = [
  'images', 'in.rows', 'in.columns', 'out.rows', 'out.columns', 'channels', 'window.rows', 'window.columns', 'stride.rows', 'stride.columns', 'above', 'left',
  'x', 'y', 'dy', 'dx',
] as const;

const counters = ['image', 'row', 'column', 'window.row', 'window.column'] as const;

/**
 * The slopes of maxima over windows: dx, which must be zero before, gets each slope dy where its window's maximum y stands first in x. Where none equals
 * it, as with NaN, the slope goes nowhere. Channels lie side by side and are taken four at a time, then one by one.
 */
export const maxSlopesFunction: WasmFunction = {
  name: 'maxSlopes',
  parameters: new Map(maxSlopesParameters.map((name): [string, ValueType] => [name, 'i32'])),
  results: [],
  locals: new Map<string, ValueType>([
    ...[...counters, 'in.row', 'in.column', 'place', 'out', 'at', 'byte', 'end'].map((name): [string, ValueType] => [name, 'i32']),
    ...['maximum', 'slope', 'taken', 'hit'].map((name): [string, ValueType] => [name, 'v128']),
  ]),
  body: [
    ...forEach('image', get('images'),
      ...forEach('row', get('out.rows'),
        ...forEach('column', get('out.columns'),
          set('byte', integer(0)),
          set('end', wasm('i32.and', bytesOfChannels(), integer(-16))),
          channelsBy(4),
          set('end', bytesOfChannels()),
          channelsBy(1),
          advance('out', bytesOfChannels()),
        ),
      ),
    ),
  ],
};

function channelsBy(lanes: 1 | 4): Instruction {
  const load = (tensor: string, place: string): Instruction => {
    const at = plus(get(tensor), get(place), get('byte'));
    return lanes === 4 ? wasm('v128.load', at) : wasm('v128.load32_splat', at);
  };
  const store = (at: Instruction, value: Instruction): Instruction => (lanes === 4 ? wasm('v128.store', at, value) : wasm('v128.store32_lane', 0, at, value));
  const inRows = plus(times(get('row'), get('stride.rows')), get('window.row'), minus(integer(0), get('above')));
  const inColumns = plus(times(get('column'), get('stride.columns')), get('window.column'), minus(integer(0), get('left')));
  const pixel = plus(times(plus(times(get('image'), get('in.rows')), get('in.row')), get('in.columns')), get('in.column'));
  return wasm('loop', `channels.${lanes}`, wasm('if', wasm('i32.lt_u', get('byte'), get('end')),
    set('maximum', load('y', 'out')),
    set('slope', load('dy', 'out')),
    set('taken', wasm('v128.const', 'i32x4', 0, 0, 0, 0)),
    ...forEach('window.row', get('window.rows'),
      set('in.row', inRows),
      // A row above the image is a very large one as a number without a sign.
      wasm('if', wasm('i32.lt_u', get('in.row'), get('in.rows')),
        ...forEach('window.column', get('window.columns'),
          set('in.column', inColumns),
          wasm('if', wasm('i32.lt_u', get('in.column'), get('in.columns')),
            set('place', times(pixel, bytesOfChannels())),
            set('hit', wasm('v128.andnot', wasm('f32x4.eq', load('x', 'place'), get('maximum')), get('taken'))),
            set('taken', wasm('v128.or', get('taken'), get('hit'))),
            set('at', plus(get('dx'), get('place'), get('byte'))),
            store(get('at'), wasm('f32x4.add', load('dx', 'place'), wasm('v128.and', get('slope'), get('hit')))),
          ),
        ),
      ),
    ),
    advance('byte', integer(4 * lanes)),
    wasm('br', `channels.${lanes}`),
  ));
}

function bytesOfChannels(): Instruction {
  return wasm('i32.shl', get('channels'), integer(2));
}
