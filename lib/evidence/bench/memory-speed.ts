import { adam } from '../../src/optimizers';
import { copy } from './copies';
import { requireRoom } from './room';
import { counted, NotHere, type Prepared, type Row, type Scope } from './row';
import { Stepper } from './stepper';

/** Adam reads weights, gradient and both moments, and writes all but the gradient. */
const arraysMoved = 7;

/**
 * Adam's step against copies, which compute nothing and only move memory: of all the bytes that a step reads or writes, from one place to another,
 * and of half of them, which moves as many bytes as the step, since a copy reads and writes each. The second ratio is the share of the memory's
 * speed that a step reaches. It may be above 1 where the step's four arrays fit a cache that the copy's two do not.
 */
export function memorySpeed({ backend, quick }: Scope): Row[] {
  const sizes = quick ? [1e4] : backend === 'webgpu' ? [1e6, 16e6, 64e6] : [1e6];
  return sizes.flatMap(size => {
    const bytes = 4 * arraysMoved * size;
    const work = `Adam step, ${counted(size)} weights`;
    const megabytes = `${bytes / 1e6} MB`;
    return [
      { name: `${work}, against copying ${megabytes}`, prepare: () => prepare(size, bytes, backend) },
      { name: `${work}, against reading and writing ${megabytes}`, prepare: () => prepare(size, bytes / 2, backend, speeds(bytes)) },
    ];
  });
}

async function prepare(size: number, copied: number, backend: string, note?: Prepared['note']): Promise<Prepared> {
  if (backend === 'tensorflow') throw new NotHere('the memory of TensorFlow, which may be a GPU\'s, is out of reach');
  // Weights, gradient and moments, and the two sides of the copy.
  await requireRoom(4 + Math.ceil((2 * copied) / (4 * size)), size);
  const ours = new Stepper(adam(), size);
  const rival = copy(copied, backend);
  return {
    ours,
    rival,
    ...(note && { note }),
    dispose: () => {
      ours.dispose();
      rival.dispose();
    },
  };
}

function speeds(bytes: number): Prepared['note'] {
  const speed = (seconds: number): string => `${(bytes / seconds / 1e9).toPrecision(3)} GB/s`;
  return ({ ours, rival }) => `a step moves ${bytes / 1e6} MB at ${speed(ours)}, ${Math.round((100 * rival) / ours)} % of the copy's ${speed(rival)}`;
}
