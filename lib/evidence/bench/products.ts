import * as tf from '@tensorflow/tfjs';
import { multiplierHere } from '../../src/backend/products/multiplier-here';
import { withStockProducts } from '../../src/backend/wasm';
import type { Contender } from './measure';
import { NotHere, type Prepared, type Row, type Scope } from './row';
import { onThreads } from './threads';

const turns = [
  { name: 'plain', transposeA: false, transposeB: false },
  { name: 'first factor transposed', transposeA: true, transposeB: false },
  { name: 'second factor transposed', transposeA: false, transposeB: true },
] as const;

/** A sum of so many products of numbers up to 2 or so, each rounded once or twice. */
const tolerance = 1e-3;

/**
 * Products of square matrices by `tf.matMul` on one thread, against those that TensorFlow.js's wasm backend brings for plain factors, XNNPACK's: a factor that is
 * transposed is transposed for them first, since as it stands it would go to a loop that is ten times slower. And on two threads, against one.
 */
export function products({ backend, quick }: Scope): Row[] {
  if (backend !== 'wasm') return [];
  const size = quick ? 64 : 512;
  const work = `Product ${size} × ${size} × ${size}`;
  return [
    ...turns.map(turn => ({ name: `${work}, ${turn.name}, against XNNPACK`, prepare: () => prepare(size, turn) })),
    { name: `${work}, on two threads, against one`, prepare: () => prepareThreads(size) },
  ];
}

/** The same product by both sides. Errors: `NotHere` where there is no second thread. */
async function prepareThreads(size: number): Promise<Prepared> {
  const multiplier = multiplierHere();
  const second = 'why' in multiplier ? multiplier : multiplier.second;
  if ('why' in second) throw new NotHere(`there is no second thread: ${second.why}`);
  const [a, b] = factors(size);
  const side = { repeat: times(() => tf.matMul(a, b)) };
  return { ours: onThreads(2, side), rival: onThreads(1, side), dispose: () => tf.dispose([a, b]) };
}

function factors(size: number): [tf.Tensor2D, tf.Tensor2D] {
  const [a, b] = [1, 2].map(seed => tf.randomNormal<tf.Rank.R2>([size, size], 0, 1, 'float32', seed));
  return [a as tf.Tensor2D, b as tf.Tensor2D];
}

function times(make: () => tf.Tensor): Contender['repeat'] {
  return count => {
    for (let i = 0; i < count; i++) make().dispose();
  };
}

async function prepare(size: number, { transposeA, transposeB }: (typeof turns)[number]): Promise<Prepared> {
  const [a, b] = factors(size);
  const own = (): tf.Tensor => tf.matMul(a, b, transposeA, transposeB);
  const stock = (): tf.Tensor => tf.tidy(() => tf.matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b));
  const theirs = await withStockProducts(stock);
  const most = tf.tidy(() => tf.max(tf.abs(tf.sub(own(), theirs))).dataSync()[0] as number);
  theirs.dispose();
  if (!(most <= tolerance)) throw new Error(`bench: the products differ by ${most}; they do not compute the same`);
  return {
    ours: onThreads(1, { repeat: times(own) }),
    rival: { repeat: count => withStockProducts(() => times(stock)(count)) },
    note: ({ ours, rival }) => {
      const speed = (seconds: number): string => `${((2 * size ** 3) / seconds / 1e9).toPrecision(3)} GFLOP/s`;
      return `${speed(ours)}, XNNPACK ${speed(rival)}`;
    },
    dispose: () => tf.dispose([a, b]),
  };
}
