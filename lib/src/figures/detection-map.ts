import type { Data } from 'plotly.js';
import type { Constellation, Received } from '../channel';
import { bitErrorRate, qpsk } from '../channel';
import type { Unlabelled } from '../datasets';
import { largest } from '../extremes';
import { knownOptions, type Names } from '../options';
import { colorSteps } from './color-steps';
import { figure, type Figure } from './figure';
import { stylesOf, type MethodStyle } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { written } from './written';

/** What `detectionMap` draws: what has been received, and what a detector would take for what. */
export interface DetectionMapOptions extends FigureWords {
  /** What arrived, of two features each; the first 400 are drawn. */
  readonly received: Received;
  /** The symbols that were sent. Default `qpsk`. */
  readonly constellation?: Constellation;
  /** The detector: `received => classify(net, received)`, or `received => likeliestSymbol(channel, received)`. */
  readonly decide: (received: Unlabelled) => ArrayLike<number> | Promise<ArrayLike<number>>;
}

const optionNames: Names<DetectionMapOptions> = { ...wordNames, received: true, constellation: true, decide: true };

const [drawn, side] = [400, 101];

/**
 * The plane of received symbols: each point has the colour and the sign of the symbol that was sent, each place the colour of the symbol that a detector
 * takes it for. A point on another's ground is an error. Errors: an empty title; symbols that arrived with more than two features.
 */
export async function detectionMap(options: DetectionMapOptions): Promise<Figure> {
  const { title, received, constellation = qpsk, decide, caption } = knownOptions('detection map', options, optionNames);
  if (received.features !== 2) throw new Error(`detection map: each example needs two features to be a point, got ${received.features}`);
  const { bits, points } = constellation;
  const reach = Math.ceil(1.05 * largest(Array.from(received.x, Math.abs)) * 10) / 10;
  const axis = Array.from({ length: side }, (_, k) => reach * ((2 * k) / (side - 1) - 1));
  const places = { size: side ** 2, features: 2, x: Float32Array.from(axis.flatMap(q => axis.flatMap(i => [i, q]))) };
  const regions = await decide(places);
  const errors = bitErrorRate(constellation, received.labels, await decide(received));
  const styles = stylesOf(points.map((_, symbol) => `symbol ${symbol}`));
  const ground = {
    type: 'heatmap', x: axis, y: axis, z: axis.map((_, row) => Array.from({ length: side }, (__, column) => regions[row * side + column] as number)),
    zmin: -0.5, zmax: points.length - 0.5, colorscale: colorSteps(styles.map(({ color }) => color)), opacity: 0.3, showscale: false, hoverinfo: 'skip',
  } as Data;
  return figure({
    title,
    alt: alternative(options, () => `${Math.min(drawn, received.size)} received symbols of ${constellation.title} and the ground on which each is decided for. `
      + `Of ${received.size} symbols ${written(100 * errors)} % of the bits are decided wrongly.`),
    data: [ground, ...points.map((_, symbol) => sentAs(symbol, symbol.toString(2).padStart(bits, '0'), received, styles[symbol] as MethodStyle))],
    layout: {
      xaxis: { title: { text: 'in phase' }, range: [-reach, reach], constrain: 'domain' },
      // One scale on both axes, for distances decide.
      yaxis: { title: { text: 'in quadrature' }, range: [-reach, reach], constrain: 'domain', scaleanchor: 'x' },
      showlegend: points.length <= 4,
    },
    height: 540,
    ...(caption !== undefined && { caption }),
  });
}

function sentAs(symbol: number, name: string, { x, labels }: Received, { color, symbol: sign }: MethodStyle): Data {
  const own = Array.from(labels.subarray(0, drawn).keys()).filter(k => labels[k] === symbol);
  return {
    type: 'scatter', mode: 'markers', name: `${name} was sent`,
    x: own.map(k => x[2 * k] as number), y: own.map(k => x[2 * k + 1] as number), marker: { color, symbol: sign, size: 8, line: { color: '#ffffff', width: 0.5 } },
  };
}
