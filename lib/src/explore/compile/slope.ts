import { formula } from '../../formula/check';
import { derivative } from '../../formula/derivative';
import { formulaJavaScript } from '../../formula/javascript';
import { namesIn } from '../../formula/tree';
import { symbolFor } from '../../notation';
import { knownOptions } from '../../options';
import { Code } from '../code';
import type { Setting } from '../settings';
import type { SlopeViewGiven } from '../view-given';
import type { CompiledView } from './compiled-view';
import { compileMethods, countOf } from './methods';
import { numbersOnly } from './numbers-only';

export function compileSlopeView(view: SlopeViewGiven, settings: readonly Setting[]): CompiledView {
  const { draw, loss, parameters = {}, methods, steps = 20, window } = knownOptions('explore: a view of a slope', view, {
    draw: true, loss: true, parameters: true, methods: true, steps: true, start: true, window: true,
  });
  const own = settings.map(({ name }) => name).filter(name => name !== 'w');
  const symbols = Object.fromEntries(own.filter(name => symbolFor(name) === undefined).map(name => [name, { glyph: name, meaning: name }]));
  const checked = formula(loss, { tensors: ['w'], scalars: [...new Set([...Object.keys(parameters), ...own])], symbols });
  const walkers = compileMethods(methods, settings);
  const read = namesIn(checked.value);
  const moved = own.filter(name => read.includes(name));
  const first = Object.fromEntries(settings.filter(({ name }) => moved.includes(name)).map(({ name, at }) => [name, at]));
  return {
    spec: {
      draw, window, walkers: walkers.code, steps: countOf(steps, settings), parameters: { ...parameters, ...first },
      value: new Code(formulaJavaScript(numbersOnly(checked))),
      slope: new Code(formulaJavaScript(numbersOnly(derivative(checked, 'w')))),
    },
    uses: new Set([...walkers.uses, ...moved, 'w', ...(typeof steps === 'string' ? [steps] : [])]),
  };
}
