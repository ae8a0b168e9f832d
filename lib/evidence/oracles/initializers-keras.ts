import * as init from '../../src/initializers';
import type { DescentInitializer, Mode } from '../../src/initializers';
import { largestError, type Report, type Uncover } from './comparison';
import { casesOf, type Content } from './recorded';

/** What Keras handed to its random functions. */
interface Drawn {
  readonly distribution: 'uniform' | 'normal' | 'truncated_normal';
  readonly shape: readonly number[];
  readonly minval?: number;
  readonly maxval?: number;
  readonly mean?: number;
  /** Of a truncated normal, before the cut. */
  readonly stddev?: number;
  readonly cut?: readonly [number, number];
  /** Of what comes out. */
  readonly std: number;
}

interface KerasInitializerCase extends Drawn {
  readonly id: string;
  readonly init: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly fan_in?: number;
  readonly fan_out?: number;
}

interface KerasLayerCase {
  readonly id: string;
  readonly layer: string;
  readonly calls: readonly Drawn[];
}

interface KerasOrthogonalCase {
  readonly id: string;
  readonly shape: readonly number[];
  readonly gain: number;
  readonly gaussian: number[][];
  readonly weight: unknown[];
}

/** What an initialiser of the kit draws from, in the terms of the recordings. */
interface Spread {
  readonly low: number;
  readonly high: number;
  readonly std: number;
}

/**
 * Replays Keras's initialisers: fans, bounds and standard deviations, before and after a cut; layers' defaults; orthogonal matrices from
 * recorded draws. All in float64.
 */
export function replayKerasInitializers(content: Content, report: Report, uncover: Uncover): void {
  const { rel, abs } = content['tol'] as { rel: number; abs: number };
  const compare = (id: string, method: string, got: readonly number[], expected: readonly number[], call?: string): void => {
    const rows = expected.map((value, i) => largestError([[got[i] ?? NaN]], [[value]], [abs + rel * Math.abs(value)]));
    report({ id, method, ...(call !== undefined && { call }), reading: 'float64', ...rows.reduce((a, b) => (b.ratio > a.ratio ? b : a)) });
  };
  for (const recorded of casesOf<KerasInitializerCase>(content)) {
    const made = fromKeras(recorded);
    if (typeof made === 'string') uncover(recorded.id, made);
    else
      compare(
        recorded.id,
        made.method.declaration.name,
        [...fansOf(recorded), ...numbersOf(spreadOf(made, recorded))],
        [...(recorded.fan_in === undefined ? [] : [recorded.fan_in, recorded.fan_out ?? NaN]), ...numbersOf(expectedOf(recorded))],
        recorded.init,
      );
  }
  for (const { id, layer, calls } of (content['layer_defaults'] ?? []) as KerasLayerCase[]) {
    const made = calls.map(call => layerDefault(layer, call));
    const missing = made.find(one => typeof one === 'string');
    if (typeof missing === 'string') uncover(id, missing);
    else if (calls.length === 0) uncover(id, `${layer} draws nothing: its weights start as constants`);
    else
      compare(
        id,
        `Keras's ${layer}`,
        calls.flatMap((call, i) => numbersOf(spreadOf(made[i] as DescentInitializer, call))),
        calls.flatMap(call => numbersOf(expectedOf(call))),
      );
  }
  for (const { id, gain, gaussian, weight, shape } of (content['orthogonal'] ?? []) as KerasOrthogonalCase[]) {
    const columns = shape[shape.length - 1] as number;
    const rows = shape.reduce((product, length) => product * length, 1) / columns;
    const made = init.orthonormal(gaussian.flat(), Math.max(rows, columns), Math.min(rows, columns));
    const values = Array.from(made, value => gain * value);
    // Of a wide matrix Keras draws the tall one and turns the result round.
    const turned =
      rows < columns
        ? Array.from({ length: rows * columns }, (_, i) => values[(i % columns) * rows + Math.floor(i / columns)] as number)
        : values;
    compare(`orthogonal/${id}`, 'orthogonal', turned, weight.flat(Infinity) as number[], 'Orthogonal');
  }
}

function fansOf({ shape, fan_in }: KerasInitializerCase): number[] {
  if (fan_in === undefined) return [];
  const { nin, nout } = init.fans(shape);
  return [nin, nout];
}

const modes: Readonly<Record<string, Mode>> = { fan_in: 'fanIn', fan_out: 'fanOut', fan_avg: 'fanAverage' };

/** One of ours for a class of keras.initializers, or why there is none. */
function fromKeras({ init: name, args, shape, mean }: KerasInitializerCase): DescentInitializer | string {
  const number = (key: string): number => args[key] as number;
  if (shape.length < 2 && name !== 'RandomNormal')
    return 'Keras takes the length of a vector for both of its fans; the kit gives a vector none';
  switch (name) {
    case 'GlorotUniform':
      return init.glorotUniform();
    case 'GlorotNormal':
      return init.glorotNormal({ truncated: true });
    case 'HeUniform':
      return init.heUniform();
    case 'HeNormal':
      return init.heNormal({ truncated: true });
    case 'LecunUniform':
      return init.lecunUniform();
    case 'LecunNormal':
      return init.lecunNormal({ truncated: true });
    case 'VarianceScaling': {
      const options = { gain: Math.sqrt(number('scale')), mode: modes[String(args['mode'])] as Mode };
      const kind = String(args['distribution']);
      return kind === 'uniform' ? init.heUniform(options) : init.heNormal({ ...options, truncated: kind === 'truncated_normal' });
    }
    case 'RandomNormal':
      return init.randomNormal({ mean: number('mean'), sigma: number('stddev') });
    case 'RandomUniform':
      return init.randomUniform({ low: number('minval'), high: number('maxval') });
    case 'TruncatedNormal':
      return init.cutNormal({
        mean: number('mean'),
        width: number('stddev'),
        low: (mean ?? 0) - 2 * number('stddev'),
        high: (mean ?? 0) + 2 * number('stddev'),
      });
    default:
      return `no ${name}`;
  }
}

/** Keras's constructors: Glorot's uniform for kernels, U(±0.05) in an embedding, an orthogonal matrix from normal draws for recurrent kernels. */
function layerDefault(layer: string, { distribution, shape }: Drawn): DescentInitializer | string {
  if (layer === 'Embedding') return init.randomUniform();
  if (distribution === 'normal') return init.randomNormal({ sigma: 1 });
  if (layer === 'EinsumDense') return "Keras's EinsumDense passes fans of its own; the kit reads them from the shape";
  return shape.length < 2 ? `no defaults for ${layer}` : init.glorotUniform();
}

/** Bounds and spread of what one of ours draws. */
function spreadOf(made: DescentInitializer, { distribution, shape, mean = 0 }: Drawn): Spread {
  const config = made.getConfig() as Readonly<Record<string, number | undefined>>;
  if (config['low'] !== undefined && config['width'] === undefined)
    return { low: config['low'], high: config['high'] as number, std: ((config['high'] as number) - config['low']) / Math.sqrt(12) };
  if (config['width'] !== undefined) {
    const cut = { mean: config['mean'] as number, sigma: config['width'], low: config['low'] as number, high: config['high'] as number };
    return { low: cut.low, high: cut.high, std: init.cutNormalMoments(cut).sigma };
  }
  const scaled = made.spread(shape);
  const sigma = scaled?.sigma ?? (config['sigma'] as number);
  if (distribution === 'uniform') return { low: -(scaled?.bound ?? NaN), high: scaled?.bound ?? NaN, std: sigma };
  if (distribution === 'normal') return { low: -Infinity, high: Infinity, std: sigma };
  // Ours is as wide as its formula says after the cut at two standard deviations, as Keras's is.
  const { low, high } = init.truncatedTo(sigma, { mean, cut: 2 });
  return { low, high, std: sigma };
}

function expectedOf({ distribution, minval, maxval, cut, std }: Drawn): Spread {
  if (distribution === 'uniform') return { low: minval ?? NaN, high: maxval ?? NaN, std };
  return distribution === 'normal' ? { low: -Infinity, high: Infinity, std } : { low: cut?.[0] ?? NaN, high: cut?.[1] ?? NaN, std };
}

/** Bounds that are infinite hold by their kind. */
function numbersOf({ low, high, std }: Spread): number[] {
  return [low, high, std].filter(value => value !== -Infinity && value !== Infinity);
}
