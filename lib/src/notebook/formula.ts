import { latexOf, type Method } from '../optimizers';
import type { Surface } from '../surfaces';
import { math } from './math';

/** Shows the formula of a method or of a surface, as the engine reads it. */
export function showFormula<Hyper extends string>(of: Method<Hyper> | Surface): void {
  math('declaration' in of ? latexOf(of) : of.latex());
}
