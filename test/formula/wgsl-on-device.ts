import * as tf from '@tensorflow/tfjs';
import { runFusedOnWebgpu } from '../../lib/src/backend/kernels/on-webgpu';
import { seededRandom } from '../../lib/src/datasets/random';
import { program, type Program } from '../../lib/src/formula/check';
import { runFloat64, type Float64 } from '../../lib/src/formula/float64';
import { runTensors, type TensorValue } from '../../lib/src/formula/tensors';
import { compileWgsl } from '../../lib/src/formula/wgsl/kernel';
import { trace } from '../../lib/src/optimizers';
import { methods } from '../methods';
import { runGpuIntervals } from './gpu-intervals';
import type { Interval } from './intervals';

// What the tests of the WGSL kernels do in a process that has a device.

const words = ['a', 'b', 'x', 'y', 'let', 'var', 'fn', 'lane'];
const symbols = Object.fromEntries(words.map(name => [name, { glyph: name, meaning: 'a name of these tests' }]));

/** A program that gives x the value of an expression. */
export const giving = (text: string): Program => program(`x = ${text}`, { tensors: ['x', 'y'], scalars: ['a', 'b'], symbols }, ['x']);

/** Names that mean something in WGSL, or in the text of a kernel. */
const ofKeywords = 'var = fn * var\nlet = var + lane\nvar = let * let + 1';
export const keywords = program(ofKeywords, { tensors: ['var'], scalars: ['fn', 'lane'], symbols }, ['var']);

export type State = Readonly<Record<string, Float64>>;
export type Values = Record<string, number[]>;

export const withFormula = methods.flatMap(method => (method.program ? [{ name: method.declaration.name, method, program: method.program }] : []));
type WithFormula = (typeof withFormula)[number];

/** Two steps from random weights along random gradients, so that the slots hold what they may hold, then a third gradient. All of it float32. */
export function stateOf({ method }: WithFormula, count: number): State {
  const random = seededRandom(count);
  const normals = (): Float64Array => Float64Array.from({ length: count }, () => Math.fround(random.normal()));
  const { hyper } = method.declaration;
  const decay = 'lambda' in hyper ? { lambda: 0.0625 } : {};
  const { values } = trace(method, { start: normals(), gradient: normals, steps: 2, hyper: decay }).at(-1) as { values: State };
  // One value for all weights is float32 too, where it lives on the device.
  const rounded = Object.entries(values).map(([name, value]) => {
    if (typeof value !== 'number') return [name, value.map(Math.fround)];
    return [name, method.program?.kinds.get(name) === 'reduced' ? Math.fround(value) : value];
  });
  return { ...Object.fromEntries(rounded), g: normals(), t: 3 };
}

/** Every third value is a zero, a number whose square overflows or vanishes, one below the smallest normal one, or one of `others`. */
export function extreme(state: State, others: readonly number[] = []): State {
  const special = [0, -0, 1e30, -1e30, 1e-30, 1e-40, -1e-44, 3e38, ...others].map(Math.fround);
  const mixed = (values: Float64Array, shift: number): Float64Array =>
    values.map((value, k) => (k % 3 === shift % 3 ? (special[(k + shift) % special.length] as number) : value));
  return Object.fromEntries(Object.entries(state).map(([name, value], shift) => [name, typeof value === 'number' ? value : mixed(value, shift)]));
}

export const toTensors = (state: State): Record<string, TensorValue> =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [name, typeof value === 'number' ? value : tf.tensor1d(Float32Array.from(value))]));

/** Reads values, and frees them. */
export async function read(values: Record<string, TensorValue>): Promise<Values> {
  const found: Values = {};
  for (const [name, value] of Object.entries(values)) found[name] = typeof value === 'number' ? [value] : Array.from(await value.data());
  tf.dispose(values);
  return found;
}

/** The new values as the kernel computes them, in place or not. Errors: the kernel did not run. */
export async function kernelValues(program: Program, state: State, overwrite: readonly string[] = []): Promise<Values> {
  const kernel = compileWgsl(program);
  const before = kernel.runs;
  const given = toTensors(state);
  const next = runFusedOnWebgpu(kernel, given, overwrite);
  if (kernel.runs !== before + 1) throw new Error('the kernel did not run');
  const found = await read(next);
  tf.dispose(given);
  return found;
}

const isInside = (value: number, { low, high, nan }: Interval): boolean => (Number.isNaN(value) ? nan : low <= value && value <= high);

/**
 * What lies outside the bounds after a step of a method in place, or has a reference outside them: a few of these. `width` is that of the widest
 * bound, of a number above 1 as a part of it.
 */
export async function outsideBounds(method: WithFormula, state: State): Promise<{ outside: object[]; width: number }> {
  const names = ['w', ...method.method.slotNames];
  const got = await kernelValues(method.program, state, names);
  const reference = runFloat64(method.program, state);
  const bounds = runGpuIntervals(method.program, state);
  if (Object.keys(got).sort().join() !== names.sort().join()) throw new Error(`${method.name}: got ${Object.keys(got).join()}`);
  let width = 0;
  const outside = Object.entries(got).flatMap(([name, values]) => {
    const exact = [reference[name] as Float64].flatMap(value => (typeof value === 'number' ? value : Array.from(value)));
    return values.flatMap((value, k) => {
      const bound = (bounds[name] as readonly Interval[])[k] as Interval;
      width = Math.max(width, (bound.high - bound.low) / Math.max(1, Math.abs(exact[k] as number)));
      if (isInside(value, bound) && isInside(exact[k] as number, bound)) return [];
      return [{ method: method.name, count: values.length, name, k, value: String(value), exact: String(exact[k]), ...bound }];
    });
  });
  return { outside: outside.slice(0, 3), width };
}

const kindOf = (value: number): string => (Number.isFinite(value) ? 'finite' : String(value));

/** Where the kernel gives a number and the tensor reading, on the same device, none, or the other way round, or another infinity. */
export async function unlikeTensors(method: WithFormula, state: State): Promise<{ notFinite: number; unlike: object[] }> {
  const got = await kernelValues(method.program, state);
  const given = toTensors(state);
  const expected = await read(
    tf.tidy(() => {
      const scope = runTensors(method.program, given);
      return Object.fromEntries(['w', ...method.method.slotNames].map(name => [name, tf.add(scope[name] as tf.Tensor | number, 0)]));
    }),
  );
  tf.dispose(given);
  const pairs = Object.entries(expected).flatMap(([name, values]) =>
    values.map((value, k) => ({ method: method.name, name, k, tensors: kindOf(value), kernel: kindOf(got[name]?.[k] ?? NaN) })),
  );
  return {
    notFinite: pairs.filter(({ tensors }) => tensors !== 'finite').length,
    unlike: pairs.filter(({ tensors, kernel }) => tensors !== kernel),
  };
}
