import type { Between, GpuPlan } from './plan';
import type { Pass } from '../passes';
import type { Reduction } from '../operations';
import { wgslModule, type Lanes } from './module';
import type { Binding, WgslNames } from './names';
import { byOne, indented, Statements } from './statements';

/** One compute shader. */
export interface Shader {
  readonly name: string;
  /** What is bound to it, from binding 1 on; binding 0 holds the host's numbers. */
  readonly bindings: readonly Binding[];
  readonly grid: Grid;
  code(lanes: Lanes): string;
}

/** What its workgroups do: walk over the weights, walk over them and add up, or nothing of the kind, and then there is one. */
export type Grid = 'weights' | 'sums' | 'one';

/** The shaders of a plan, in the order in which they run. */
export function wgslShaders(plan: GpuPlan, names: WgslNames): Shader[] {
  return plan.between.flatMap((between, index) => {
    const pass = plan.passes[index];
    const idle = between.sums.length + between.slots.length + between.numbers.length === 0;
    return [...(idle ? [] : [betweenShader(between, index, names)]), ...(pass ? [passShader(pass, index, names)] : [])];
  });
}

/** A walk over all weights in strides, so that any number of workgroups covers any number of weights. */
function passShader({ loads, numbers, lines, sums, stores }: Pass, index: number, names: WgslNames): Shader {
  const name = stores.length > 0 ? 'update' : `sums${index + 1}`;
  const targets = stores.map(({ target }) => target);
  const bindings: Binding[] = [
    ...[...new Set([...loads, ...targets])].map((tensor): Binding => ({ kind: 'tensor', name: tensor, writes: targets.includes(tensor) })),
    ...(numbers.every(number => names.isUploaded(number)) ? [] : [results(false)]),
    ...(sums.length > 0 ? [partials(true)] : []),
  ];

  const local = new Set([...loads, ...lines.map(line => line.name)]);
  const step = new Statements(used => (local.has(used) ? { text: names.of(used), each: true } : names.number(used)));
  for (const tensor of loads) step.add(`let ${names.of(tensor)} = ${names.buffer('tensor', tensor)}[k];`);
  for (const line of lines) {
    step.add(`// ${line.text}`);
    step.add(`let ${names.of(line.name)} = ${step.expression(line.value, line.text)};`);
  }
  for (const sum of sums) {
    const term = step.expression(sum.value, sum.text);
    if (sum.reduction === 'norm') step.add(...squaresOf(step.keep(term), names.parts(sum).map(accumulator)));
    else step.add(`${accumulator(names.of(sum.name))} += ${term};`);
  }
  for (const { target, value } of stores) step.add(`${names.buffer('tensor', target)}[k] = ${names.of(value)};`);

  const code = (lanes: Lanes): string => wgslModule(name, lanes, names.declarations(bindings, sums), [
    ...sums.flatMap(sum => names.parts(sum).map(part => `var ${accumulator(part)} = Values(0); // ${sum.name}`)),
    `for (var k = invocation.x; k < numbers.count / ${lanes}; k += workgroups.x * workgroupSize) {`,
    ...indented(step.lines),
    '}',
    ...sums.flatMap(sum => names.parts(sum).map(part => `let ${part} = total(${accumulator(part)}, lane);`)),
    ...byOne(sums.flatMap(sum => names.parts(sum).map(part => `partials[workgroup.x].${part} = ${part};`))),
  ]);
  return { name, bindings, grid: sums.length > 0 ? 'sums' : 'weights', code };
}

/** What one workgroup does between two passes: it finishes the sums, and computes the numbers that were waiting for them. */
function betweenShader({ sums, slots, numbers, newSlots }: Between, index: number, names: WgslNames): Shader {
  const name = `numbers${index}`;
  const bindings: Binding[] = [
    results(true),
    ...(sums.length > 0 ? [partials(false)] : []),
    ...slots.map((slot): Binding => ({ kind: 'slot', name: slot, writes: false })),
    ...[...newSlots.keys()].map((slot): Binding => ({ kind: 'new slot', name: slot, writes: true })),
  ];

  const computed = [...sums.map(sum => sum.name), ...slots, ...numbers.map(number => number.name)];
  const body = new Statements(used => (computed.includes(used) ? { text: names.of(used), each: false } : names.number(used)));
  body.add(...sums.flatMap(sum => names.parts(sum).map(part => `var ${accumulator(part)} = 0.0; // ${sum.name}`)));
  if (sums.length > 0) {
    const additions = sums.flatMap(sum => names.parts(sum).map(part => `${accumulator(part)} += partials[k].${part};`));
    body.add('for (var k = lane; k < numbers.groups; k += workgroupSize) {', ...indented(additions), '}');
  }
  for (const sum of sums) {
    // A total waits for all invocations, so each has a statement of its own.
    const totals = names.parts(sum).map(part => `${part}_total`);
    names.parts(sum).forEach((part, k) => body.add(`let ${totals[k]} = total(${accumulator(part)}, lane);`));
    body.add(`let ${names.of(sum.name)} = ${finished[sum.reduction](totals.join(', '))};`);
  }
  for (const slot of slots) body.add(`let ${names.of(slot)} = ${names.buffer('slot', slot)};`);
  for (const number of numbers) body.add(`let ${names.of(number.name)} = ${body.expression(number.value, number.name)};`);
  body.add(...byOne([
    ...computed.map(number => `results.${names.of(number)} = ${names.of(number)};`),
    ...[...newSlots].map(([slot, value]) => `${names.buffer('new slot', slot)} = ${names.of(value)};`),
  ]));
  return { name, bindings, grid: 'one', code: () => wgslModule(name, 1, names.declarations(bindings, sums), body.lines) };
}

const results = (writes: boolean): Binding => ({ kind: 'results', name: 'results', writes });
const partials = (writes: boolean): Binding => ({ kind: 'partials', name: 'partials', writes });

const finished: Record<Reduction, (total: string) => string> = {
  sum: total => total,
  mean: total => `${total} / f32(numbers.count)`,
  norm: totals => `totalNorm(${totals})`,
};

/** Adds the square of a value to the sum of those of its size; `sums` are for the usual, the large and the small. A NaN goes with the usual. */
function squaresOf(value: string, [usual, large, small]: readonly string[]): string[] {
  const sorted = (factor: string, test: string, name: string | undefined): string =>
    `${name} += select(Values(0), (${value} * ${factor}) * (${value} * ${factor}), ${test});`;
  const [isLarge, isSmall] = [`abs(${value}) > Values(0x1p50f)`, `abs(${value}) < Values(0x1p-50f)`];
  return [
    `${usual} += select(${value} * ${value}, Values(0), (${isLarge}) | (${isSmall}));`,
    sorted('0x1p-75f', isLarge, large),
    sorted('0x1p100f', isSmall, small),
  ];
}

/** What an invocation has added up of a sum, or of a part of one, so far. */
function accumulator(part: string): string {
  return `${part}_sum`;
}
