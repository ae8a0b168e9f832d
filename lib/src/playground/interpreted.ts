import type { CompiledSurface } from '../explore/views/surface-runs';
import type { CompiledMethod } from '../explore/walk';
import { formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { evaluateFloat64, runFloat64, type Float64 } from '../formula/float64';
import { checkDeclaration, type CheckedMethod } from '../optimizers/driver/declaration';
import type { KnownMethod, KnownSurface } from './known';

/** A method of the library, read from its text in the page. */
export function readKnown(known: KnownMethod): CheckedMethod {
  return checkDeclaration({ ...known, idea: known.title, source: { paper: '' } });
}

/** A method as something that walks, by the float64 reading: a page that reads what is typed may not compile it where its policy forbids `eval`. */
export function interpreted({ program, at, initial }: CheckedMethod): CompiledMethod {
  if (program === undefined) throw new Error('playground: a rule is lines of a formula');
  const slots = Object.fromEntries(
    [...initial].map(([slot, first]) => {
      const value = typeof first === 'number' ? first : (values: Readonly<Record<string, Float64>>) => evaluateFloat64(first, values);
      return [slot, { perWeight: program.kinds.get(slot) === 'tensor', first: value }];
    }),
  );
  return {
    slots,
    ...(at && { at: values => evaluateFloat64(at, values) as Float64Array }),
    step: values => runFloat64(program, values),
  };
}

/** A surface and its slopes, by the float64 reading. */
export function interpretedSurface({ f, symbols, ...rest }: KnownSurface): CompiledSurface {
  const loss = formula(f, { scalars: ['x', 'y', ...Object.keys(rest.parameters)], ...(symbols && { symbols }) });
  const number = (of: typeof loss) => (values: Readonly<Record<string, Float64>>) => evaluateFloat64(of, values) as number;
  return { ...rest, value: number(loss), dx: number(derivative(loss, 'x')), dy: number(derivative(loss, 'y')) };
}
