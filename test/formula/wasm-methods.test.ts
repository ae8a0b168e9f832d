import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { seededRandom } from '../../lib/src/datasets/random';
import type { Program } from '../../lib/src/formula/check';
import { runFloat64, type Float64 } from '../../lib/src/formula/float64';
import { isReduction } from '../../lib/src/formula/operations';
import { runTensors } from '../../lib/src/formula/tensors';
import type { Expression } from '../../lib/src/formula/tree';
import { compileWasm } from '../../lib/src/formula/wasm/kernel';
import { trace } from '../../lib/src/optimizers';
import { methods } from '../methods';
import { runIntervals, type Interval } from './intervals';
import { kernelValues, toTensors, valuesOf, type State } from './kernel-values';

beforeAll(async () => {
  await useBackend('wasm');
});

const withFormula = methods.flatMap(method => (method.program ? [{ name: method.declaration.name, method, program: method.program }] : []));
const hasReduction = (node: Expression): boolean => node.kind === 'apply' && (isReduction(node.operation) || node.operands.some(hasReduction));
const elementwise = withFormula.filter(({ program }) => !program.lines.some(({ value }) => hasReduction(value)));
const reducing = withFormula.filter(({ program }) => program.lines.some(({ value }) => hasReduction(value)));

/** Two steps from random weights along random gradients, so that the slots hold what they may hold, then a third gradient. All of it float32. */
function stateOf({ method }: (typeof withFormula)[number], count: number): State {
  const random = seededRandom(count);
  const normals = (): Float64Array => Float64Array.from({ length: count }, () => Math.fround(random.normal()));
  const { hyper } = method.declaration;
  const decay = 'lambda' in hyper ? { lambda: 0.0625 } : {};
  const { values } = trace(method, { start: normals(), gradient: normals, steps: 2, hyper: decay }).at(-1) as { values: State };
  const rounded = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : value.map(Math.fround)]);
  return { ...Object.fromEntries(rounded), g: normals(), t: 3 };
}

/** Every third value is a zero, a number whose square overflows or vanishes, one below the smallest normal one, or one of `others`. */
function extreme(state: State, others: readonly number[] = []): State {
  const special = [0, -0, 1e30, -1e30, 1e-30, 1e-40, -1e-44, 3e38, ...others].map(Math.fround);
  const mixed = (values: Float64Array, shift: number): Float64Array =>
    values.map((value, k) => (k % 3 === shift % 3 ? (special[(k + shift) % special.length] as number) : value));
  return Object.fromEntries(Object.entries(state).map(([name, value], shift) => [name, typeof value === 'number' ? value : mixed(value, shift)]));
}

function tensorValues(program: Program, names: readonly string[], state: State): Record<string, number[]> {
  return tf.tidy(() => {
    const scope = runTensors(program, toTensors(state));
    return Object.fromEntries(names.map(name => [name, valuesOf(scope[name])]));
  });
}

const isInside = (value: number, { low, high, nan }: Interval): boolean => (Number.isNaN(value) ? nan : low <= value && value <= high);

describe.each(withFormula)('$name', method => {
  const kernel = compileWasm(method.program);

  test.each(['ordinary', 'extreme'])('lies, on %s weights, where float32 can lie', kind => {
    const state = kind === 'ordinary' ? stateOf(method, 1023) : extreme(stateOf(method, 1023));
    const got = kernelValues(kernel, state);
    const reference = runFloat64(method.program, state);
    const bounds = runIntervals(method.program, state);
    expect(Object.keys(got).sort()).toEqual(['w', ...method.method.slotNames].sort());
    for (const [name, values] of Object.entries(got)) {
      const intervals = [bounds[name] as Interval | Interval[]].flat();
      const exact = [reference[name] as Float64].flatMap(value => (typeof value === 'number' ? value : Array.from(value)));
      const outside = values.flatMap((value, k) => (isInside(value, intervals[k] as Interval) ? [] : [{ name, k, value, ...intervals[k] }]));
      expect(outside).toEqual([]);
      if (kind !== 'ordinary') continue;
      // The float64 reference lies there as well, and so near that the bound says something: forty roundings of a number below 4 make 1e-5.
      const loose = intervals.filter((interval, k) => !isInside(exact[k] as number, interval) || !(interval.high - interval.low < 1e-5));
      expect(loose).toEqual([]);
    }
  });
});

const differing = (got: Record<string, number[]>, expected: Record<string, number[]>): object[] =>
  Object.keys(expected).flatMap(name =>
    (expected[name] as number[]).flatMap((value, k) => (Object.is(value, got[name]?.[k]) ? [] : [{ name, k, value, got: got[name]?.[k] }])),
  );

describe('to the last bit the tensor reading', () => {
  const notFinite = [NaN, Infinity, -Infinity];

  test.each(elementwise)('$name', method => {
    const kernel = compileWasm(method.program);
    for (const count of [0, 1, 3, 4, 5, 7, 8, 1023]) {
      const state = extreme(stateOf(method, count), notFinite);
      const expected = tensorValues(method.program, ['w', ...method.method.slotNames], state);
      expect(differing(kernelValues(kernel, state), expected), `${count} weights`).toEqual([]);
    }
  });
});

describe.each(reducing)('$name, with its sums', method => {
  const kernel = compileWasm(method.program);

  test.each([0, 1, 3, 4, 5, 7, 8])('lies where float32 can lie with %i weights', count => {
    const state = stateOf(method, count);
    const bounds = runIntervals(method.program, state);
    for (const [name, values] of Object.entries(kernelValues(kernel, state))) {
      const intervals = [bounds[name] as Interval | Interval[]].flat();
      expect(values.filter((value, k) => !isInside(value, intervals[k] as Interval))).toEqual([]);
    }
  });

  test.each([NaN, Infinity, -Infinity])('passes %d in one gradient on as the tensor reading does', value => {
    const state = stateOf(method, 6);
    (state['g'] as Float64Array)[2] = value;
    const kind = (numbers: Record<string, number[]>): unknown =>
      Object.entries(numbers).map(([name, values]) => [name, values.map(number => (Number.isFinite(number) ? 'finite' : String(number)))]);
    const names = ['w', ...method.method.slotNames].sort();
    const got = kernelValues(kernel, state);
    expect(kind(Object.fromEntries(names.map(name => [name, got[name] as number[]])))).toEqual(kind(tensorValues(method.program, names, state)));
  });
});
