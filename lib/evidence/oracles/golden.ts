import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The recorded data, as its schema has it: one JSON object per file, told apart by what it holds, never by its name. */
export interface GoldenFile {
  readonly file: string;
  readonly content: Readonly<Record<string, unknown>> & { readonly cases?: ReadonlyArray<Readonly<Record<string, unknown>>> };
}

export interface OptimizerCase {
  readonly id: string;
  readonly optimizer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly steps: number;
  readonly w: ReadonlyArray<readonly number[]>;
  readonly tol_w: readonly number[];
}

export type Problem =
  | { readonly kind: 'gradient_sequence'; readonly w0: readonly number[]; readonly grads: ReadonlyArray<readonly number[]> }
  | { readonly kind: 'rosenbrock'; readonly w0: readonly number[]; readonly a: number; readonly b: number }
  | { readonly kind: 'quadratic'; readonly w0: readonly number[]; readonly A: ReadonlyArray<readonly number[]>; readonly b: readonly number[] };

export interface TrainingRun {
  readonly id: string;
  readonly activation: 'tanh' | 'relu';
  readonly optimizer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly loss_f64: readonly number[];
  readonly correct_f64: readonly number[];
  readonly final_params_f64: Readonly<Record<string, number[] | number[][]>>;
  readonly tol_loss_f64: number;
  readonly tol_params_f64: number;
  readonly tol_loss_f32: number;
}

export interface TrainingFile {
  readonly X: number[][];
  readonly y: number[];
  readonly sizes: readonly number[];
  readonly init: Readonly<Record<string, { readonly params: Readonly<Record<string, number[] | number[][]>> }>>;
  readonly runs: readonly TrainingRun[];
}

export interface LogisticCase {
  readonly id: string;
  readonly X: number[][];
  readonly y: number[];
  readonly points: ReadonlyArray<{ w: number[]; b: number; value: number; grad_w: number[]; grad_b: number }>;
}

/**
 * Reads every JSON file of a folder. Errors: no such folder, no JSON in it, or a file that is not JSON, each named.
 */
export function readGolden(folder: string): GoldenFile[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter(name => name.endsWith('.json')).sort();
  } catch {
    throw new Error(`oracles: cannot read the folder "${folder}"; give one that holds recorded cases`);
  }
  if (names.length === 0) throw new Error(`oracles: no .json file in "${folder}"; give a folder that holds recorded cases`);
  return names.map(file => {
    try {
      return { file, content: JSON.parse(readFileSync(join(folder, file), 'utf8')) as GoldenFile['content'] };
    } catch (error) {
      throw new Error(`oracles: "${file}" is not JSON: ${(error as Error).message}`);
    }
  });
}
