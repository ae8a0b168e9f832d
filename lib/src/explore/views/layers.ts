import type { Data } from 'plotly.js';
import { seededRandom } from '../../datasets/random';
import { propagate, type Sizes } from '../../descent/propagation';
import { sentence } from '../../figures/words';
import { written } from '../../figures/written';
import type { Settings } from '../settings';
import type { Compiled } from '../walk';
import type { View } from './view';

/** An activation of a deep network, and how its curve is drawn. */
interface LayersCurve {
  readonly name: string;
  readonly color: string;
  readonly dash: string;
  /** The activation and its slope, of many numbers `x`. */
  readonly value: Compiled<Float64Array | number>;
  readonly slope: Compiled<Float64Array | number>;
  /** Its parameters, unless a setting moves them. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** Deep networks at their first weights, one for each activation, and what is sent through them. */
export interface LayersSpec {
  readonly draw: 'layers';
  readonly curves: readonly LayersCurve[];
  /** What is drawn of each layer. */
  readonly show: keyof Sizes;
  /** Standard deviation of the weights, of the settings and n, the width. */
  readonly sigma: Compiled<number>;
  readonly width: number;
  readonly depth: number;
  readonly examples: number;
  readonly seed: number;
  readonly y: string;
  readonly limits: readonly [number, number];
}

/** The size of the signal, or of the gradient, at each layer, a curve for each activation. All networks have the same weights. */
export function layersView(spec: LayersSpec): View {
  const { width, depth, show, limits } = spec;
  const sizes = Array.from({ length: depth + 1 }, () => width);
  const drawn = onlyOnce(() => draws(spec));
  const sizesOf = ({ value, slope, parameters }: LayersCurve, settings: Settings): readonly number[] => {
    const { input, pull, kernels } = drawn();
    const whole = propagate({
      sizes,
      kernels,
      scale: spec.sigma({ ...settings, n: width }),
      value: x => value({ ...parameters, ...settings, x }),
      slope: x => slope({ ...parameters, ...settings, x }),
      input,
      ...(show === 'gradient' && { pull }),
    });
    return whole[show];
  };
  // What is said is where the way ends.
  const end = show === 'gradient' ? 0 : depth;
  return {
    height: 340,
    layout: { xaxis: { title: { text: 'layer' } }, yaxis: { title: { text: spec.y }, type: 'log' } },
    draw: settings => {
      const lines = spec.curves.map(curve => ({ curve, values: sizesOf(curve, settings) }));
      return {
        ground: { key: '', traces: () => [] },
        moving: lines.map(({ curve: { name, color, dash }, values }) => ({
          type: 'scatter', mode: 'lines', name, x: values.map((_, layer) => layer),
          // A logarithmic axis has no zero.
          y: values.map(size => (size > 0 && Number.isFinite(size) ? size : null)), line: { color, dash, width: 2.25 },
        }) as Data),
        ranges: { x: [0, depth], y: [Math.log10(limits[0]), Math.log10(limits[1])] },
        handles: [],
        says: [`${sentence(spec.y)} at layer ${end}: ${lines.map(({ curve: { name }, values }) => `${name} ${written(values[end] as number)}`).join(', ')}.`],
      };
    },
  };
}

/** Weights of standard deviation 1, which `sigma` scales, examples, and the gradient at the last layer. */
function draws({ width, depth, examples, seed }: LayersSpec): { input: Float64Array; pull: Float64Array; kernels: Float64Array[] } {
  const random = seededRandom(seed);
  const normals = (count: number): Float64Array => new Float64Array(count).map(() => random.normal());
  return { input: normals(examples * width), pull: normals(examples * width), kernels: Array.from({ length: depth }, () => normals(width * width)) };
}

function onlyOnce<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
