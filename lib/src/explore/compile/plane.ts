import { knownOptions } from '../../options';
import { numberCode } from '../number-code';
import type { Setting } from '../settings';
import type { PlaneViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { requireLimits } from './limits';

export function compilePlaneView(view: PlaneViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, x, y, value, label, limits, regions = {} } = knownOptions('explore: a view of a plane', view, {
    draw: true, x: true, y: true, value: true, label: true, limits: true, regions: true,
  });
  requireLimits('a plane', limits, false);
  const known = settings.map(({ name }) => name);
  const axis = (name: string): object => {
    const setting = settings.find(one => one.name === name);
    if (setting?.slider === undefined) {
      throw new Error(`explore: an axis of a plane is a setting with a slider, got "${name}"; there are ${known.join(', ')}`);
    }
    return { setting: name, label: setting.label, range: setting.slider };
  };
  const compiled = numberCode('explore: value of the plane', value, known);
  // A region may name what the lines of the value assign.
  const lines = value.includes('\n') ? value : '';
  const tests = Object.entries(regions).map(([name, when]) => ({ name, ...numberCode(`explore: region "${name}"`, when, known, lines) }));
  return {
    spec: { draw, x: axis(x), y: axis(y), value: compiled.code, label, limits, regions: tests.map(({ name, code }) => ({ name, when: code })) },
    uses: new Set([x, y, ...compiled.names, ...tests.flatMap(({ names }) => [...names])]),
  };
}
