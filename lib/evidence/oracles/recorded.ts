import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a file of recorded cases can hold; `meta.kind` says which. */
export const kinds = [
  'optimizer_trajectories',
  'matrix_trajectories',
  'training',
  'schedules',
  'gradient_transforms',
  'gradient_clipping',
  'weight_averaging',
  'normalization',
  'losses',
  'initializers',
] as const;

export type Kind = (typeof kinds)[number];

/** One file of recorded cases. */
export interface RecordedFile {
  readonly file: string;
  readonly kind: Kind | undefined;
  readonly content: Content;
}

/** A file's JSON. Its lists hold cases; the numbers in it are shortest decimals of doubles. */
export type Content = Readonly<Record<string, unknown>> & {
  readonly meta?: { readonly kind?: string; readonly library?: string; readonly source?: string };
  readonly cases?: ReadonlyArray<Readonly<Record<string, unknown>>>;
};

/** A file's cases. Of which form they are, the file's kind says. */
export function casesOf<Case extends object>({ cases = [] }: Content): readonly Case[] {
  return cases as readonly object[] as readonly Case[];
}

/** The only tensor of a problem that is a vector is `w`. */
export interface OptimizerCase {
  readonly id: string;
  /** Who computed it; missing in the files from torch 1.13, which also hold papers' methods written out in numpy. */
  readonly library?: string;
  /** Where a paper's method was written out from. */
  readonly source?: string;
  readonly optimizer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly steps: number;
  readonly w: unknown;
  readonly tol_w: unknown;
  /** Why a number may be off by so much. */
  readonly tol_reason?: 'rounding' | 'float32' | 'bfloat16';
  /** How much an error of rounding size grows on the way, measured; of the whole or by tensor. */
  readonly amp?: unknown;
  /** How often the loss had been asked after each step. */
  readonly func_evals?: readonly number[];
}

export type Problem =
  | { readonly kind: 'gradient_sequence'; readonly w0: readonly number[]; readonly grads: ReadonlyArray<readonly number[]> }
  | { readonly kind: 'rosenbrock'; readonly w0: readonly number[]; readonly a: number; readonly b: number }
  | {
      readonly kind: 'quadratic';
      readonly w0: readonly number[];
      readonly A: ReadonlyArray<readonly number[]>;
      readonly b: readonly number[];
    };

/** Reads every JSON file of a folder. Errors: no such folder, no JSON in it, or a file that is not JSON, each named. */
export function readRecorded(folder: string): RecordedFile[] {
  let names: string[];
  try {
    names = readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort();
  } catch {
    throw new Error(`oracles: cannot read the folder "${folder}"; give one that holds recorded cases`);
  }
  if (names.length === 0) throw new Error(`oracles: no .json file in "${folder}"; give a folder that holds recorded cases`);
  return names.map(file => {
    let content: Content;
    try {
      content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Content;
    } catch (error) {
      throw new Error(`oracles: "${file}" is not JSON: ${(error as Error).message}`);
    }
    return { file, kind: kindOf(file, content), content };
  });
}

/** Errors: a kind that is unknown. A file without one is not refused: it is listed as left out. */
function kindOf(file: string, content: Content): Kind | undefined {
  const stated = content.meta?.kind;
  if (stated === undefined) return kindOfOldFile(content);
  const kind = kinds.find(known => known === stated);
  if (kind === undefined) throw new Error(`oracles: "${file}" holds "${stated}"; known kinds: ${kinds.join(', ')}`);
  return kind;
}

/** The first recordings did not state their kind; each has a list or an entry that no other kind has. */
function kindOfOldFile(content: Content): Kind | undefined {
  const first = content.cases?.[0] ?? {};
  if (Array.isArray(content['runs'])) return 'training';
  if ('logistic' in content || 'grad_input' in first) return 'losses';
  if ('layer_defaults' in content || 'gains' in content || 'init' in first) return 'initializers';
  if ('scheduler' in first) return 'schedules';
  if ('grad_x' in first || 'train' in first || first['kind'] === 'weight_norm') return 'normalization';
  if (content['problem'] === undefined) return undefined;
  return (content['problem'] as { kind?: string }).kind === 'matrix_gradient_sequence' ? 'matrix_trajectories' : 'optimizer_trajectories';
}
