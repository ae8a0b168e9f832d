import type { Program } from '../check';
import { planPasses, type Pass, type Plan } from '../passes';
import type { HostNumber, Sum } from '../stages';
import { namesIn, type Expression } from '../tree';

/**
 * A program as passes for a device that keeps its sums: the host never waits for them.
 *
 * A number that is the same for every weight is the host's, in float64, as long as no sum goes into it. The others stay on the device, in float32,
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
  /** What the device does before each pass, and after the last one. */
  readonly between: readonly Between[];
}

/** A step of the device between two passes. */
export interface Between {
  /** What the pass before has added up. */
  readonly sums: readonly Sum[];
  /** Slots whose old values it takes over. */
  readonly slots: readonly string[];
  readonly numbers: readonly HostNumber[];
  /** Slots and the numbers that are their new values. */
  readonly newSlots: ReadonlyMap<string, string>;
}

/** Errors: what `planPasses` refuses. */
export function planForGpu(program: Program): GpuPlan {
  const plan = planPasses(program);
  const { passes } = plan;
  const deviceSlots = [...plan.newScalars.keys()].filter(slot => program.kinds.get(slot) === 'reduced');
  const isDeviceSlot = ([slot]: readonly [string, string]): boolean => deviceSlots.includes(slot);
  const newSlots = [...plan.newScalars].filter(isDeviceSlot);
  const { host, device } = share(plan, deviceSlots, newSlots.map(([, value]) => value));
  const onDevice = new Set([...deviceSlots, ...device.map(({ name }) => name), ...passes.flatMap(({ sums }) => sums.map(({ name }) => name))]);
  const needed = new Set([...passes.flatMap(({ numbers }) => numbers), ...device.flatMap(({ value }) => namesIn(value))]);
  const slotsNeededAtOnce = device.some(({ stage }) => stage === 0) || passes[0]?.numbers.some(name => deviceSlots.includes(name));
  return {
    passes,
    host: {
      passes: [],
      numbers: host,
      scalars: plan.scalars.filter(name => !deviceSlots.includes(name)),
      newScalars: new Map([...plan.newScalars].filter(entry => !isDeviceSlot(entry))),
    },
    uploaded: [...needed].filter(name => !onDevice.has(name)),
    deviceSlots,
    between: Array.from({ length: passes.length + 1 }, (_, stage) => {
      const numbers = device.filter(number => number.stage === stage);
      return {
        sums: passes[stage - 1]?.sums ?? [],
        slots: stage === (slotsNeededAtOnce ? 0 : 1) ? deviceSlots : [],
        numbers,
        newSlots: new Map(newSlots.filter(([, value]) => numbers.some(({ name }) => name === value))),
      };
    }),
  };
}

/** A number is the device's if a sum or one of the device's slots goes into it, but parts of it into which none goes stay the host's. */
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
