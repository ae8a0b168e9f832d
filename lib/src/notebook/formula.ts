import type { Documented } from '../documentation';
import { formula } from '../formula/check';
import { latex } from '../formula/latex';
import { latexOf, type Method } from '../optimizers';
import { math } from './math';

/**
 * Shows a formula as the engine reads it: of a method, or of anything else that has one, a surface, a schedule, an initialiser, a loss; `help` shows
 * more. Of one that has been made with values, such as `rosenbrock()`, also those that stand in the formula. Errors: a method whose update is a
 * function.
 */
export function showFormula<Hyper extends string>(of: Method<Hyper> | Formulated): void {
  math('latex' in of ? [of.latex(), ...valuesOf(of)].join(',\\qquad ') : latexOf(of));
}

/** Anything with a formula, and perhaps the values that it was made with. */
type Formulated = { latex(): string } & Partial<Pick<Documented, 'documentation'>>;

function valuesOf({ documentation }: Formulated): string[] {
  const known = (documentation?.parameters ?? []).flatMap(({ glyph, value }) =>
    glyph !== undefined && typeof value === 'number' && Number.isFinite(value) ? [`${glyph} = ${number(value)}`] : []);
  return known.length === 0 ? [] : [known.join(',\\quad ')];
}

/** As the formulas themselves write it. */
function number(value: number): string {
  return latex(formula(String(value), {}));
}
