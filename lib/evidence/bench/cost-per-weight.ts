import { adam } from '../../src/optimizers';
import { requireRoom } from './room';
import { counted, type Prepared, type Row, type Scope } from './row';
import { Stepper } from './stepper';

/** The step of many weights against as many small steps as have the same number: ratios of 1 mean that the cost is linear. */
export function costPerWeight({ quick }: Scope): Row[] {
  const smallest = quick ? 1e4 : 1e5;
  const factors = quick ? [4] : [4, 16, 64];
  return factors.map(factor => ({
    name: `Adam step, ${counted(factor * smallest)} weights, against ${factor} steps of ${counted(smallest)}`,
    prepare: () => prepare(smallest, factor),
  }));
}

async function prepare(smallest: number, factor: number): Promise<Prepared> {
  const size = factor * smallest;
  // Weights, gradient and moments of both.
  await requireRoom(8, size);
  const [ours, rival] = [new Stepper(adam(), size), new Stepper(adam(), smallest)];
  const nanoseconds = (seconds: number): string => `${((1e9 * seconds) / size).toPrecision(3)} ns`;
  return {
    ours,
    rival,
    rivalScale: factor,
    note: seconds => `${nanoseconds(seconds.ours)} a weight, ${nanoseconds(seconds.rival)} with ${counted(smallest)} weights`,
    dispose: () => {
      ours.dispose();
      rival.dispose();
    },
  };
}
