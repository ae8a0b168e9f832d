import { latexOf, type Method } from '../optimizers';
import { math } from './math';

/**
 * Shows a formula as the engine reads it: of a method, or of anything else that has one, a surface, a schedule, an initialiser, a loss; `help` shows
 * more. Errors: a method whose update is a function.
 */
export function showFormula<Hyper extends string>(of: Method<Hyper> | { latex(): string }): void {
  math('latex' in of ? of.latex() : latexOf(of));
}
