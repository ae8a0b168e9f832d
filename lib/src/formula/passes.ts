import type { Program } from './check';
import { Stages, type HostNumber, type Line, type Sum } from './stages';
import { namesIn } from './tree';

/**
 * A program as passes over memory: what every kernel is generated from.
 *
 * What is added up over all weights is known only when a pass has ended, so a program with norms takes several. All passes but the last read and
 * add up, nothing else; the last computes what it needs once more and writes. Reading twice costs no more than keeping what lies between, and as
 * nothing is overwritten that may still be read, the last pass may write in place.
 */
export interface Plan {
  readonly passes: readonly Pass[];
  /** In the order in which the host computes them, each as soon as `stage` passes have ended. */
  readonly numbers: readonly HostNumber[];
  /** Inputs that are the same for every weight: hyper-parameters, t, and slots such as a running product. */
  readonly scalars: readonly string[];
  /** The number that holds the new value of each such slot. */
  readonly newScalars: ReadonlyMap<string, string>;
}

/** One walk over all weights: load, compute, add up or store. */
export interface Pass {
  readonly loads: readonly string[];
  readonly numbers: readonly string[];
  readonly lines: readonly Line[];
  readonly sums: readonly Sum[];
  /** Empty in every pass but the last. */
  readonly stores: readonly Store[];
}

/** The name of a new value, and the weights or slot whose value it becomes. */
export interface Store {
  readonly target: string;
  readonly value: string;
}

/** Errors: weights or a slot that need one value each but end as one number for all. */
export function planPasses(program: Program): Plan {
  const stages = new Stages(program);
  const { tensors = [], slots = [], scalars = [] } = program.inputs;
  const loadable = [...tensors, ...slots.filter(slot => program.kinds.get(slot) === 'tensor')];
  const numeric = slots.filter(slot => !loadable.includes(slot));
  const assigned = new Set(program.lines.map(({ name }) => name));
  const ends = loadable.filter(name => assigned.has(name)).map(target => ({ target, ...stages.final(target) }));
  const scalar = ends.find(({ isTensor }) => !isTensor);
  if (scalar) throw new Error(`"${scalar.target}" ends as one number for all weights, so there is nothing to write for each of them`);

  const stores = ends.map(({ target, name }) => ({ target, value: name }));
  const sums = [...stages.sums.values()];
  const last = Math.max(-1, ...ends.map(({ stage }) => stage), ...sums.map(({ stage }) => stage - 1));
  const passes = Array.from({ length: last + 1 }, (_, index) =>
    pass(stages.lines, loadable, sums.filter(({ stage }) => stage === index + 1), index === last ? stores : []),
  );
  return {
    passes,
    numbers: [...stages.numbers.values()],
    scalars: [...scalars, ...numeric],
    newScalars: new Map(numeric.map(slot => [slot, stages.final(slot).name])),
  };
}

/** Keeps the lines that the sums and stores need, found from the last line upwards. */
function pass(all: readonly Line[], loadable: readonly string[], sums: readonly Sum[], stores: readonly Store[]): Pass {
  const needed = new Set([...sums.flatMap(({ value }) => namesIn(value)), ...stores.map(({ value }) => value)]);
  const lines: Line[] = [];
  for (const line of [...all].reverse()) {
    if (!needed.has(line.name)) continue;
    lines.unshift(line);
    for (const name of namesIn(line.value)) needed.add(name);
  }
  const computed = new Set([...loadable, ...lines.map(({ name }) => name)]);
  const used = new Set([...lines, ...sums].flatMap(({ value }) => namesIn(value)));
  return {
    loads: loadable.filter(name => needed.has(name)),
    numbers: [...used].filter(name => !computed.has(name)),
    lines,
    sums,
    stores,
  };
}
