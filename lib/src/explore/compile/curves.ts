import { stylesOf } from '../../figures/theme';
import { symbolFor } from '../../notation';
import { knownOptions } from '../../options';
import { plainSymbol } from '../../plain-symbol';
import { axisLabel } from '../given';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { CurvesViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { requireLimits } from './limits';

export function compileCurvesView(view: CurvesViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, over, range, of, x = axisLabel(over), y = '', limits, logY = false } = knownOptions('explore: a view of curves', view, {
    draw: true, over: true, range: true, of: true, x: true, y: true, limits: true, logY: true,
  });
  if (limits) requireLimits('curves', limits, logY);
  const setting = settings.find(({ name }) => name === over);
  const own = range === undefined ? setting : undefined;
  const slider = range ?? own?.slider ?? symbolFor(over)?.slider;
  if (slider === undefined) throw new Error(`explore: the notation has no range for "${over}"; give range: { from, to }`);
  const styles = stylesOf(Object.keys(of));
  const known = [...new Set([over, ...settings.map(({ name }) => name)])];
  const compiled = Object.entries(of).map(([name, text]) => numberCode(`explore: curve "${name}"`, text, known));
  const curves = Object.keys(of).map((name, k) => ({ name, ...styles[k], value: compiled[k]?.code }));
  const label = symbolFor(over) === undefined && setting?.label !== over ? setting?.label : undefined;
  return {
    spec: { draw, over, glyph: plainSymbol(over), label, range: slider, whole: over === 't', x, y, limits, logY, curves },
    uses: new Set([over, ...compiled.flatMap(({ names }) => [...names])]),
  };
}
