import type { EmaMaker, SmaMaker } from '../../averages';
import { stylesOf } from '../../figures/theme';
import { formulaJavaScript, programJavaScript } from '../../formula/javascript';
import { knownOptions } from '../../options';
import { Code } from '../code';
import { numberCode } from '../number-code';
import { places, valueAt, type Setting } from '../settings';
import type { AverageGiven, AveragesViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { requireEnough } from './steps';

export function compileAveragesView(view: AveragesViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, of, samples, count = typeof samples === 'string' ? 100 : samples.length, series = {}, x = 'sample t', y = 'average' } = knownOptions(
    'explore: a view of averages',
    view,
    { draw: true, of: true, samples: true, count: true, series: true, x: true, y: true },
  );
  if (!(Number.isInteger(count) && count >= 1)) throw new Error(`explore: count of a view of averages must be a whole number from 1 up, got ${count}`);
  requireEnough({ ...series, ...(typeof samples !== 'string' && { samples }) }, count, 'samples');
  const known = [...settings.map(({ name }) => name), 't', ...Object.keys(series)];
  const asked = typeof samples === 'string' ? numberCode('explore: samples', samples, known) : undefined;
  const names = Object.keys(of);
  const styles = stylesOf(names);
  const averages = Object.values(of).map(given => compileAverage(given, settings));
  const drawn = averages.map(({ code }, k) => ({ name: names[k], ...styles[k], ...code }));
  return {
    spec: { draw, count, series, x, y, samples: asked?.code ?? samples, averages: drawn },
    uses: new Set([...averages.flatMap(({ uses }) => uses), ...(asked?.names ?? [])]),
  };
}

/** An average as the page runs it. Errors: what is no average with a formula of its own; an option that is unknown, missing or outside its interval. */
function compileAverage(given: AverageGiven, settings: readonly Setting[]): { readonly code: object; readonly uses: readonly string[] } {
  const described = 'over' in given ? { average: given } : knownOptions('explore: an average', given, { average: true, options: true });
  const { average, options = {} } = described;
  const law = lawOf(average);
  const { name: owner, parameters } = average.declaration;
  const known = parameters.map(({ name }) => name);
  const unknown = Object.keys(options).find(name => !known.includes(name));
  if (unknown !== undefined) throw new Error(`explore: ${owner} has no option "${unknown}"; known: ${known.join(', ')}`);
  const isSetting = (name: string): boolean => settings.some(one => one.name === name);
  const chosen = Object.fromEntries(parameters.map(({ name, default: standard }) => [name, options[name] ?? (isSetting(name) ? name : standard)]));
  const missing = known.find(name => chosen[name] === undefined);
  if (missing !== undefined) throw new Error(`explore: ${owner} needs ${missing}, as an option or as a setting of that name`);
  const strayed = Object.values(chosen).find(value => typeof value === 'string' && !isSetting(value));
  if (strayed !== undefined) throw new Error(`explore: there is no setting "${strayed}" for ${owner}`);
  // The average itself says what is wrong with a value: at both ends of a slider, and between them, where a window may not be whole.
  for (const place of [0, 1, places]) average(valuesAt(chosen, settings, place) as never);
  return { code: { options: chosen, ...law }, uses: Object.values(chosen).filter(value => typeof value === 'string') };
}

/** The options where every slider stands at a place. */
function valuesAt(chosen: Readonly<Record<string, unknown>>, settings: readonly Setting[], place: number): Record<string, unknown> {
  const at = (value: unknown): unknown => {
    const setting = settings.find(({ name }) => name === value);
    if (setting === undefined) return value;
    return setting.slider === undefined ? setting.at : valueAt(setting.slider, place);
  };
  return Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, at(value)]));
}

function lawOf(average: EmaMaker | SmaMaker): object {
  if ('over' in average && 'program' in average) {
    const { lines } = average.program;
    return { result: lines[lines.length - 1]?.name, step: new Code(programJavaScript(average.program)) };
  }
  if ('over' in average && 'formula' in average) return { value: new Code(formulaJavaScript(average.formula)) };
  throw new Error('explore: a view of averages draws ema, emaUncorrected, emaInPlace and sma, whose formulas need no lists');
}
