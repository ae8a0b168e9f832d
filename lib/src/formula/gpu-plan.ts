import type { Program } from './check';
import { planPasses, type Pass, type Plan } from './passes';
import type { HostNumber } from './stages';
import { namesIn, type Expression } from './tree';

/**
 * A program as passes for a device that keeps its sums: the host never waits for them.
 *
 * A number that is the same for every weight is the host's, in float64, as long as no sum goes into it. The others stay on the device, as float32,
 * and are computed there between the passes.
 */
export interface GpuPlan {
  readonly passes: readonly Pass[];
  /** What the host computes, as a plan without passes. */
  readonly host: Plan;
  /** The host's numbers that the device needs. */
  readonly uploaded: readonly string[];
  /** Slots whose one value is known only on the device. */
  readonly deviceSlots: readonly string[];
  /** What is computed on the device when `index` passes have ended. */
  readonly between: readonly Between[];
}

/** A step on the device between two passes, by one workgroup. */
export interface Between {
  /** The pass before, whose sums must be finished. */
  readonly after: Pass | undefined;
  /** Whether it takes over the old values of the slots. */
  readonly takesSlots: boolean;
  readonly numbers: readonly HostNumber[];
  /** New values of slots, by the name of the number. */
  readonly newSlots: ReadonlyMap<string, string>;
}

/** Errors: what `planPasses` refuses. */
export function planForGpu(program: Program): GpuPlan {
  const plan = planPasses(program);
  const { passes, newScalars } = plan;
  const deviceSlots = [...newScalars.keys()].filter(slot => program.kinds.get(slot) === 'reduced');
  const newSlots = new Map([...newScalars].filter(([slot]) => deviceSlots.includes(slot)));
  const { host, device } = share(plan, deviceSlots, [...newSlots.values()]);
  const first = device.some(({ stage }) => stage === 0) || passes[0]?.numbers.some(name => deviceSlots.includes(name)) ? 0 : 1;
  const onDevice = new Set([...deviceSlots, ...device.map(({ name }) => name), ...passes.flatMap(({ sums }) => sums.map(({ name }) => name))]);
  const needed = new Set([...passes.flatMap(({ numbers }) => numbers), ...device.flatMap(({ value }) => namesIn(value))]);
  return {
    passes,
    host: {
      passes: [],
      numbers: host,
      scalars: plan.scalars.filter(name => !deviceSlots.includes(name)),
      newScalars: new Map([...newScalars].filter(([slot]) => !deviceSlots.includes(slot))),
    },
    uploaded: [...needed].filter(name => !onDevice.has(name)),
    deviceSlots,
    between: Array.from({ length: passes.length + 1 }, (_, stage) => {
      const numbers = device.filter(number => number.stage === stage);
      return {
        after: passes[stage - 1],
        takesSlots: stage === first && deviceSlots.length > 0,
        numbers,
        newSlots: new Map([...newSlots].filter(([, value]) => numbers.some(({ name }) => name === value))),
      };
    }),
  };
}

/** Numbers that sums or the device's slots go into are the device's. A part of one that they do not go into stays the host's. */
function share({ passes, numbers }: Plan, deviceSlots: readonly string[], results: readonly string[]): { host: HostNumber[]; device: HostNumber[] } {
  const onDevice = new Set([...deviceSlots, ...passes.flatMap(({ sums }) => sums.map(({ name }) => name))]);
  const host: HostNumber[] = [];
  const device: HostNumber[] = [];
  const isOnDevice = (value: Expression): boolean => namesIn(value).some(name => onDevice.has(name));
  for (const number of numbers) {
    const withoutHostParts = (value: Expression): Expression => {
      if (value.kind !== 'apply') return value;
      if (isOnDevice(value)) return { ...value, operands: value.operands.map(withoutHostParts) };
      const name = `part ${host.length} of ${number.name}`;
      host.push({ name, value, stage: 0 });
      return { kind: 'name', name };
    };
    if (isOnDevice(number.value) || results.includes(number.name)) {
      device.push({ ...number, value: withoutHostParts(number.value) });
      onDevice.add(number.name);
    } else host.push(number);
  }
  return { host, device };
}
