import type { Data } from 'plotly.js';
import { palette } from '../../figures/theme';
import { written } from '../../figures/written';
import type { Settings } from '../settings';
import type { Compiled, Values } from '../walk';
import { bricks, edgesOf, outlines, type Block } from './block';
import type { Drawing, View } from './view';

/** A block of numbers, and which of them are normalised together. */
export interface GroupsSpec extends Block {
  readonly draw: 'groups';
  /** The normalisations; of several the setting `normalization` chooses one. */
  readonly of: ReadonlyArray<GroupedSpec>;
  /** The number at example n, place p and channel c; without one the picture shows the groups alone. */
  readonly value?: Compiled<number>;
  /** Numbers of each entry, in the block's order, that the formula names. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  /** Whether the numbers are drawn normalised. */
  readonly after: boolean;
  /** Beyond this size the colour stays. */
  readonly limit: number;
}

/** A normalisation as the page runs it. */
export interface GroupedSpec {
  readonly name: string;
  /** The number of each entry's group. */
  readonly groupOf: readonly number[];
  readonly rule: Compiled<Values>;
  readonly epsilon: number;
}

/** Where the reader stands: a place in the block, each from 0. */
interface Picked {
  readonly n: number;
  readonly p: number;
  readonly c: number;
}

const grey = 'rgba(128, 136, 146, 0.3)';
const memberColors = [[0, grey], [0.33, grey], [0.34, palette.blue], [0.66, palette.blue], [0.67, palette.vermilion], [1, palette.vermilion]];
/** From brown over a pale middle to blue, apart for colour-blind readers. */
const valueColors = [[0, '#8c510a'], [0.25, '#d8b365'], [0.5, '#f5f5f5'], [0.75, '#5ab4ac'], [1, '#01665e']];

/** Which numbers share a mean with the one that is picked: a square for each example and channel, parted into its places. */
export function groupsView(spec: GroupsSpec): View {
  const [columns, rows] = [edgesOf(spec.examples, spec.across), edgesOf(spec.channels, spec.down)];
  const whole = { dtick: 1, showgrid: false, zeroline: false, ticks: '' as const };
  return {
    height: 300,
    layout: {
      showlegend: false,
      xaxis: { title: { text: 'example' }, ...whole },
      yaxis: { title: { text: 'channel' }, ...whole },
      annotations: [{
        text: `<b>${headingOf(spec)}</b>`, xref: 'paper', yref: 'paper', x: 0, y: 1, xanchor: 'left', yanchor: 'bottom', showarrow: false,
      }],
    },
    draw: settings => {
      const chosen = spec.of[spec.of.length > 1 ? (settings['normalization'] as number) : 0] as GroupedSpec;
      const picked = pickedIn(spec, settings);
      const at = indexIn(spec, picked);
      const members = chosen.groupOf.flatMap((group, i) => (group === chosen.groupOf[at] ? [i] : []));
      const numbers = spec.value && numbersOf(spec, settings);
      const seen = numbers && (spec.after ? normalized(chosen, settings, numbers) : numbers);
      return {
        ground: {
          key: JSON.stringify([chosen.name, picked, seen]),
          traces: () => {
            const z = bricks(spec, seen ?? chosen.groupOf.map((group, i) => (i === at ? 2 : group === chosen.groupOf[at] ? 1 : 0)));
            const colors = seen ? { colorscale: valueColors, zmin: -spec.limit, zmax: spec.limit, showscale: true, colorbar: { thickness: 10, len: 0.95 } }
              : { colorscale: memberColors, zmin: 0, zmax: 2, showscale: false };
            const heat = { type: 'heatmap', x: columns, y: rows, z, hoverinfo: 'skip', xgap: 1, ygap: 1, ...colors };
            const around = (of: readonly number[], color: string, width: number): Data => ({
              type: 'scatter', mode: 'lines', ...outlines(spec, of), line: { color, width }, hoverinfo: 'skip', showlegend: false,
            });
            return seen ? [heat as Data, around(members, palette.blue, 2), around([at], palette.vermilion, 3)] : [heat as Data];
          },
        },
        moving: [],
        ranges: { x: [0.45, spec.examples + 0.55], y: [0.45, spec.channels + 0.55] },
        handles: [handleAt(picked)],
        says: [saysOf(spec, chosen, members, numbers && { before: numbers, after: normalized(chosen, settings, numbers), at })],
      };
    },
  };
}

function headingOf({ of, value, after }: GroupsSpec): string {
  if (value) return after ? 'after' : 'before';
  return of.length === 1 ? (of[0] as GroupedSpec).name : '';
}

function pickedIn({ examples, across, down, channels }: Block, settings: Settings): Picked {
  const place = (name: string, size: number): number => Math.min(size, Math.max(1, Math.round(settings[name] ?? 1))) - 1;
  return { n: place('example', examples), p: place('place', across * down), c: place('channel', channels) };
}

function indexIn({ across, down, channels }: Block, { n, p, c }: Picked): number {
  return (n * across * down + p) * channels + c;
}

function handleAt({ n, c }: Picked): Drawing['handles'][number] {
  return { label: 'where you are', x: { setting: 'example', at: n + 1, step: 1 }, y: { setting: 'channel', at: c + 1, step: 1 } };
}

function numbersOf({ examples, across, down, channels, value, series }: GroupsSpec, settings: Settings): number[] {
  return Array.from({ length: examples * across * down * channels }, (_, i) => {
    const [c, p, n] = [i % channels, Math.floor(i / channels) % (across * down), Math.floor(i / (channels * across * down))];
    const own = Object.fromEntries(Object.entries(series).map(([name, all]) => [name, all[i] as number]));
    return (value as Compiled<number>)({ ...settings, ...own, n: n + 1, p: p + 1, c: c + 1 });
  });
}

/** Group by group, with γ, β and ε as the settings of these names say. */
function normalized({ groupOf, rule, epsilon }: GroupedSpec, settings: Settings, numbers: readonly number[]): number[] {
  const result = [...numbers];
  for (const group of new Set(groupOf)) {
    const members = groupOf.flatMap((one, i) => (one === group ? [i] : []));
    const all = (value: number): Float64Array => new Float64Array(members.length).fill(value);
    const x = Float64Array.from(members, i => numbers[i] as number);
    const { y } = rule({ x, gamma: all(settings['gamma'] ?? 1), beta: all(settings['beta'] ?? 0), epsilon: settings['epsilon'] ?? epsilon });
    members.forEach((i, k) => (result[i] = (y as Float64Array)[k] as number));
  }
  return result;
}

interface Numbers {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly at: number;
}

function saysOf(spec: GroupsSpec, { name }: GroupedSpec, members: readonly number[], numbers: Numbers | undefined): string {
  const { channels, examples } = spec;
  const places = spec.across * spec.down;
  const among = (of: (i: number) => number): number[] => [...new Set(members.map(of))].map(k => k + 1);
  const axes = [
    part('example', examples, among(i => Math.floor(i / (channels * places)))),
    ...(places > 1 ? [part('place', places, among(i => Math.floor(i / channels) % places))] : []),
    part('channel', channels, among(i => i % channels)),
  ];
  const who = `${name}: ${members.length} numbers share a mean, ${axes.join(', ')}`;
  if (numbers === undefined) return `${who}.`;
  const of = spec.after ? numbers.after : numbers.before;
  const mean = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length;
  const group = members.map(i => of[i] as number);
  const [middle, own] = [mean(group), of[numbers.at] as number];
  const spread = mean(group.map(value => (value - middle) ** 2));
  const text = (value: number): string => written(Number(value.toFixed(3)));
  const facts = `mean ${text(middle)}, variance ${text(spread)}, the one you picked ${text(own)}`;
  return spec.after ? `After: ${facts}.` : `${who}. Before: ${facts}.`;
}

/** "channel 2", "channels 1 to 3" or "all 4 examples". */
function part(name: string, size: number, among: readonly number[]): string {
  if (among.length === size && size > 1) return `all ${size} ${name}s`;
  return among.length === 1 ? `${name} ${among[0]}` : `${name}s ${Math.min(...among)} to ${Math.max(...among)}`;
}
