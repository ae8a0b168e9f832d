import { knownOptions, type Names } from '../options';
import { checkContender, type CheckedContender, type Contender } from './contender';
import { isWalk, type SurfaceTask, type Task, type TrainingTask } from './task';

/** What is compared, on what, and how often. */
export interface ComparisonOptions {
  /** Names the comparison, and the file of its recorded result: lower-case letters, digits and hyphens, such as '07-digits'. */
  readonly name: string;
  /** The methods, each with the grid on which its best setting is searched. */
  readonly methods: readonly Contender[];
  /** What they are compared on, and what is measured. */
  readonly task: Task;
  /** Seeds on which settings are searched, five or more. Default 5: the seeds 1 to 5. */
  readonly searchSeeds?: number;
  /** Fresh seeds on which the best settings are run, five or more. Default 10: with five search seeds, the seeds 6 to 15. */
  readonly seeds?: number;
}

const fields: Names<ComparisonOptions> = { name: true, methods: true, task: true, searchSeeds: true, seeds: true };

const walkFields: Names<SurfaceTask> = { surface: true, steps: true, starts: true, noise: true, measure: true, goal: true };

const trainingFields: Names<TrainingTask> = { data: true, network: true, epochs: true, batchSize: true, measure: true, goal: true };

/** Fewer seeds tell chance from method too seldom. */
const fewestSeeds = 5;

/** A comparison after its declaration has been checked. */
export interface CheckedComparison {
  readonly name: string;
  readonly contenders: readonly CheckedContender[];
  readonly task: Task;
  readonly searchSeeds: readonly number[];
  readonly seeds: readonly number[];
}

/** Reads a declaration. Errors name what is wrong with it: nothing has been run yet. */
export function checkComparison(options: ComparisonOptions): CheckedComparison {
  const { name, methods, task, searchSeeds = 5, seeds = 10 } = knownOptions('compared', options, fields);
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`compared: name must be of lower-case letters, digits and hyphens, got ${JSON.stringify(name)}`);
  }
  if (!Array.isArray(methods) || methods.length === 0) throw new Error('compared: methods must list at least one method, got none');
  for (const [option, count] of [['searchSeeds', searchSeeds], ['seeds', seeds]] as const) {
    if (!Number.isInteger(count) || count < fewestSeeds) {
      throw new Error(`compared: ${option} must be a whole number from ${fewestSeeds} up, got ${count}`);
    }
  }
  checkTask(task);
  const contenders = methods.map(contender => checkContender(contender, task));
  for (const contender of contenders) checkTask(contender.task);
  const twice = contenders.find(({ name: one }, index) => contenders.findIndex(other => other.name === one) < index);
  if (twice) throw new Error(`compared: every method needs a name of its own, got "${twice.name}" twice`);
  const numbered = (from: number, count: number): number[] => Array.from({ length: count }, (_, k) => from + k);
  return { name, contenders, task, searchSeeds: numbered(1, searchSeeds), seeds: numbered(searchSeeds + 1, seeds) };
}

function checkTask(task: Task): void {
  if (isWalk(task)) checkWalk(knownOptions('compared: task', task, walkFields));
  else checkTraining(knownOptions('compared: task', task, trainingFields));
  if (task.goal !== undefined && !Number.isFinite(task.goal)) throw new Error(`compared: goal must be a finite number, got ${task.goal}`);
}

function checkWalk({ surface, steps = 1, noise = 0, measure }: SurfaceTask): void {
  requireMeasure(measure, ['loss', 'distance']);
  requireCount('steps', steps);
  if (!(noise >= 0 && noise < Infinity)) throw new Error(`compared: noise must be in [0, inf), got ${noise}`);
  if (measure === 'distance' && surface.minima.length === 0) {
    throw new Error(`compared: ${surface.name} names no minimum from which a distance could be measured`);
  }
}

function checkTraining({ data, network, epochs = 1, measure }: TrainingTask): void {
  requireMeasure(measure, ['loss', 'testError']);
  requireCount('epochs', epochs);
  if (data?.train === undefined || network === undefined) throw new Error('compared: task must hold a surface, or data and a network, got neither');
  if ('seed' in network) throw new Error('compared: the network takes the seed of each run, so it must have none of its own');
  if (measure === 'testError' && data.test === undefined) throw new Error('compared: a test error needs data.test, got none');
}

function requireMeasure(measure: string, known: readonly string[]): void {
  if (!known.includes(measure)) throw new Error(`compared: measure must be ${known.join(' or ')}, got ${JSON.stringify(measure)}`);
}

function requireCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new Error(`compared: ${name} must be a whole number from 1 up, got ${count}`);
}
