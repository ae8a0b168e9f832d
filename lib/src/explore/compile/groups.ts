import { programJavaScript } from '../../formula/javascript';
import { batchNorm, groupNorm, instanceNorm, layerNorm, rmsNorm } from '../../normalizations';
import { knownOptions } from '../../options';
import { Code } from '../code';
import { settingsOf, type SettingGiven } from '../given';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { GroupsViewGiven, NormalizationGiven } from '../view-given';
import type { Block } from '../views/block';
import type { CompiledView } from './compiled-view';
import { requireEnough } from './steps';

/** The settings that say where the reader stands, and which of several normalisations is shown. */
export function settingsOfGroups(view: GroupsViewGiven): Setting[] {
  const { examples, channels, across, down } = blockOf(view);
  const names = Object.keys(view.of);
  const upTo = (to: number, label: string): SettingGiven => ({ at: Math.min(2, to), from: 1, to, whole: true, label });
  return settingsOf({
    ...(names.length > 1 && { normalization: { choose: names[0] as string, of: names, label: 'normalisation' } }),
    example: upTo(examples, 'example'),
    ...(across * down > 1 && { place: upTo(across * down, 'place') }),
    channel: upTo(channels, 'channel'),
  });
}

export function compileGroupsView(view: GroupsViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, shape, of, values, series = {}, after = false, limit = 3 } = knownOptions('explore: a view of groups', view, {
    draw: true, shape: true, of: true, values: true, series: true, after: true, limit: true,
  });
  const block = blockOf(view);
  if (!(limit > 0 && limit < Infinity)) throw new Error(`explore: limit of a view of groups must be above 0, got ${limit}`);
  if (after && values === undefined) throw new Error('explore: a view of groups has no values to draw after; give values');
  requireEnough(series, shape.reduce((product, size) => product * size, 1), 'entries');
  const names = Object.keys(of);
  const offered = settings.find(({ name }) => name === 'normalization')?.options ?? names;
  if (names.length > 1 && offered.join() !== names.join()) {
    const got = `${names.join(', ')} beside ${offered.join(', ')}`;
    throw new Error(`explore: views of groups that let the reader choose must offer the same normalisations, got ${got}`);
  }
  const given = [...settings.map(({ name }) => name), ...Object.keys(series)];
  const taken = given.find(name => place.includes(name));
  if (values !== undefined && taken !== undefined) throw new Error(`explore: n, p and c are the place in a block; "${taken}" needs another name`);
  const known = [...given, ...place];
  const value = values === undefined ? undefined : numberCode('explore: values of a block', values, known);
  const learnt = settings.map(({ name }) => name).filter(name => after && ['gamma', 'beta', 'epsilon'].includes(name));
  const normalizations = Object.entries(of).map(([name, one]) => compileNormalization(name, one, shape));
  return {
    spec: { draw, ...block, of: normalizations, value: value?.code, series, after, limit },
    uses: new Set(['example', 'place', 'channel', 'normalization', ...learnt, ...(value?.names ?? [])]),
  };
}

/** Errors: a shape that is no block of examples, at most two axes of places, and channels. */
function blockOf({ shape, of }: GroupsViewGiven): Block {
  const inBounds = (size: number): boolean => Number.isInteger(size) && size >= 1 && size <= 12;
  if (!(Array.isArray(shape) && shape.length >= 2 && shape.length <= 4 && shape.every(inBounds))) {
    const right = 'examples, places along at most two axes and channels, each from 1 to 12';
    throw new Error(`explore: shape of a view of groups must be ${right}, got [${String(shape)}]`);
  }
  const [examples, channels] = [shape[0] as number, shape[shape.length - 1] as number];
  if (examples < 2 || channels < 2) throw new Error(`explore: a view of groups needs at least two examples and two channels, got [${shape.join(', ')}]`);
  if (Object.keys(of).length === 0) throw new Error('explore: of must name at least one normalisation, got none');
  const [down, across] = [shape.length === 4 ? (shape[1] as number) : 1, shape.length > 2 ? (shape[shape.length - 2] as number) : 1];
  return { examples, channels, across, down };
}

/** What the formula of the values calls the example, the place and the channel. */
const place: readonly string[] = ['n', 'p', 'c'];

const drawable: readonly unknown[] = [batchNorm, layerNorm, rmsNorm, groupNorm, instanceNorm];

/** Errors: what is no normalisation of numbers; an option that the normalisation refuses for this shape. */
function compileNormalization(name: string, given: NormalizationGiven, shape: readonly number[]): object {
  const described = typeof given === 'function' ? { normalization: given }
    : knownOptions('explore: a normalisation', given, { normalization: true, options: true });
  const { normalization, options = {} } = described;
  if (!drawable.includes(normalization)) throw new Error('explore: a view of groups draws batchNorm, layerNorm, rmsNorm, groupNorm and instanceNorm');
  // Each normalisation has options of its own, and refuses others by name.
  const { groups } = normalization.grouping(shape, options as never);
  const groupOf = new Array<number>(groups.reduce((count, members) => count + members.length, 0));
  groups.forEach((members, g) => members.forEach(i => (groupOf[i] = g)));
  const epsilon = normalization.documentation.parameters.find(one => one.name === 'epsilon')?.default;
  return { name, groupOf, rule: new Code(programJavaScript(normalization.rule)), epsilon };
}
