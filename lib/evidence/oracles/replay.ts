import * as tf from '@tensorflow/tfjs';
import { largestError, type Replayed } from './comparison';
import { replayInitializers } from './initializers';
import { lbfgsInFloat64 } from './lbfgs';
import { replayLosses } from './losses';
import { replaySchedules } from './schedules';
import type { GoldenFile, OptimizerCase, Problem, TrainingFile } from './golden';
import { replayMatrices, type MatrixCase, type MatrixProblem } from './matrices';
import { replayNewtonSchulz, type NewtonSchulzCase } from './newton-schulz';
import { replayNorms } from './norms';
import { gradientOf, lossOf } from './problems';
import { replayTraining } from './training';
import { translate, type Translation } from './torch-arguments';

export interface Uncovered {
  readonly file: string;
  readonly id: string;
  readonly why: string;
}

export interface OracleReport {
  readonly replayed: readonly Replayed[];
  readonly uncovered: readonly Uncovered[];
}

/** The README of the recorded data: a float32 library is allowed 2^29 times the float64 tolerance, the ratio of the two machine epsilons. */
const float32Allowance = 2 ** 29;

/** Replays every case of the given files that the library covers; the others are listed with the reason. */
export async function replay(files: readonly GoldenFile[]): Promise<OracleReport> {
  const replayed: Replayed[] = [];
  const uncovered: Uncovered[] = [];
  for (const { file, content } of files) {
    const uncover = (id: unknown, why: string): void => void uncovered.push({ file, id: String(id), why });
    if (Array.isArray(content['runs'])) {
      await replayTraining(content as unknown as TrainingFile, row => replayed.push({ file, ...row }), uncover);
    }
    const report = (row: Omit<Replayed, 'file'>): void => void replayed.push({ file, ...row });
    if (Array.isArray(content['newton_schulz'])) await replayNewtonSchulz(content['newton_schulz'] as NewtonSchulzCase[], report);
    const cases = content.cases ?? [];
    if (cases.some(recorded => typeof recorded['scheduler'] === 'string')) {
      await replaySchedules(content, report, uncover);
      continue;
    }
    if ('layer_defaults' in content || 'gains' in content || cases.some(recorded => typeof recorded['init'] === 'string')) {
      await replayInitializers(content, report, uncover);
      continue;
    }
    if ('logistic' in content || cases.some(recorded => 'grad_input' in recorded)) {
      await replayLosses(content, report, uncover);
      continue;
    }
    if (cases.some(recorded => 'grad_x' in recorded || 'train' in recorded)) {
      await replayNorms(content, report, uncover);
      continue;
    }
    for (const recorded of cases) {
      const problem = typeof recorded['problem'] === 'object' ? recorded['problem'] : content['problem'];
      if (typeof recorded['optimizer'] !== 'string' || !isProblem(problem)) {
        uncover(recorded['id'], `no ${String(recorded['optimizer'] ?? recorded['scheduler'] ?? recorded['kind'] ?? recorded['init'])} yet`);
        continue;
      }
      const translation = translate(recorded['optimizer'], recorded['args'] as Readonly<Record<string, unknown>>);
      if (typeof translation === 'string') uncover(recorded['id'], translation);
      else if (problem.kind === 'matrix_gradient_sequence') {
        const rows = await replayMatrices(recorded as unknown as MatrixCase, problem, translation, float32Allowance);
        replayed.push(...rows.map(row => ({ file, ...row })));
      } else replayed.push(...(await replayOptimizer(file, recorded as unknown as OptimizerCase, problem, translation)));
    }
  }
  return { replayed, uncovered };
}

function isProblem(value: unknown): value is Problem | MatrixProblem {
  return typeof value === 'object' && value !== null && 'kind' in value && ('w0' in value || 'shapes' in value);
}

async function replayOptimizer(file: string, recorded: OptimizerCase, problem: Problem, translation: Translation): Promise<Replayed[]> {
  const row = { file, id: recorded.id, method: translation.name };
  const exact = recorded.optimizer === 'LBFGS' ? lbfgsInFloat64(recorded, problem) : inFloat64(recorded, problem, translation);
  const float64 = largestError(exact, recorded.w, recorded.tol_w);
  const tensors = largestError(await onTensors(recorded, problem, translation), recorded.w, recorded.tol_w.map(tolerance => tolerance * float32Allowance));
  return [{ ...row, reading: 'float64', ...float64 }, { ...row, reading: 'tensors', ...tensors }];
}

function inFloat64({ steps }: OptimizerCase, problem: Problem, { make, maximize, comparesLookAhead }: Translation): Float64Array[] {
  const walk = make().walk(problem.w0);
  const gradient = gradientOf(problem, maximize);
  return Array.from({ length: steps }, (_, i) => {
    walk.take(walk.ask(point => gradient(point, i + 1)));
    return comparesLookAhead ? walk.at() : walk.w;
  });
}

async function onTensors({ steps }: OptimizerCase, problem: Problem, { make, maximize, comparesLookAhead }: Translation): Promise<Float32Array[]> {
  const optimizer = make();
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...problem.w0])));
  const path: Float32Array[] = [];
  for (let t = 1; t <= steps; t++) {
    optimizer.minimize(() => lossOf(problem, maximize, w, t), false, [w]);
    const seen = (comparesLookAhead ? optimizer.lookAhead(w) : undefined) ?? w.clone();
    path.push(Float32Array.from(await seen.data()));
    seen.dispose();
  }
  optimizer.dispose();
  w.dispose();
  return path;
}
