import { adam } from '../../src/optimizers';
import { requireRoom } from './room';
import { counted, type Prepared, type Row, type Scope } from './row';
import { Stepper } from './stepper';

/** After so many steps without a gradient, Adam's running average of it, times 0.9 a step, has sunk below 1.2e-38. */
const stepsToSink = 1000;

/** The step of weights whose gradient has been 0 for long, against that of others: what is remembered sinks to numbers that are slow to compute with. */
export function deadWeights({ quick }: Scope): Row[] {
  const size = quick ? 1e4 : 1e5;
  return [{ name: `Adam step, ${counted(size)} dead weights, against as many that learn`, prepare: () => prepare(size) }];
}

async function prepare(size: number): Promise<Prepared> {
  await requireRoom(8, size);
  const [ours, rival] = [new Stepper(adam(), size), new Stepper(adam(), size)];
  ours.repeat(1);
  ours.die();
  ours.repeat(stepsToSink);
  return {
    ours,
    rival,
    dispose: () => {
      ours.dispose();
      rival.dispose();
    },
  };
}
