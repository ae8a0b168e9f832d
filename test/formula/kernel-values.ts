import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { runFused } from '../../lib/src/backend/kernels/on-wasm';
import type { Float64 } from '../../lib/src/formula/float64';
import type { TensorValue } from '../../lib/src/formula/tensors';
import type { WasmKernel } from '../../lib/src/formula/wasm/kernel';

/** What a program reads, by name. Arrays must hold float32 numbers. */
export type State = Readonly<Record<string, Float64>>;

export const toTensors = (state: State): Record<string, TensorValue> =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [name, typeof value === 'number' ? value : tf.tensor1d(Float32Array.from(value))]));

export const valuesOf = (value: TensorValue | undefined): number[] => (typeof value === 'object' ? Array.from(value.dataSync()) : [value ?? NaN]);

/** The new values, after making sure that the kernel itself computed them. */
export function kernelValues(kernel: WasmKernel, state: State): Record<string, number[]> {
  const before = kernel.runs;
  const next = tf.tidy(() => Object.fromEntries(Object.entries(runFused(kernel, toTensors(state))).map(([name, value]) => [name, valuesOf(value)])));
  expect(kernel.runs).toBe(before + 1);
  return next;
}
