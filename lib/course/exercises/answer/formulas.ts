import { formula, type Formula } from '../../../src/formula/check';
import { evaluateFloat64 } from '../../../src/formula/float64';
import { mutantFormulas } from '../../../src/formula/mutate';
import type { Given } from '../../subject/subject';
import type { Player, WrongVersion } from '../exercise';

/** The answer as a formula of the arguments, or one for each name that it has. */
export interface AnswerFormula {
  /** What the formula calls the arguments, in their order, or the entries of an argument that is a record. A list is a tensor to it. */
  readonly of: readonly string[];
  readonly gives: string | Readonly<Record<string, string>>;
}

/** An answer that is computed by formulas. */
export function formulaPlayer({ of }: AnswerFormula, formulas: ReadonlyMap<string, Formula>): Player {
  return given => {
    const scope = scopeOf(of, given);
    const values = [...formulas].map(([name, one]) => [name, evaluateFloat64(one, scope)] as const);
    return formulas.has('') ? values[0]?.[1] : Object.fromEntries(values);
  };
}

/** The formulas by the name of what they give; a lone one has none. Errors: a slip in one of them. */
export function readFormulas({ of, gives }: AnswerFormula, lists: readonly string[]): Map<string, Formula> {
  const inputs = { scalars: of.filter(name => !lists.includes(name)), tensors: lists };
  return new Map(Object.entries(typeof gives === 'string' ? { '': gives } : gives).map(([name, text]) => [name, formula(text, inputs)]));
}

/** Every answer that is one slip away from the formula. */
export function formulaSlips(declared: AnswerFormula, formulas: ReadonlyMap<string, Formula>): WrongVersion[] {
  const slip = (says: string, changed: ReadonlyMap<string, Formula>): WrongVersion => ({ kind: 'slip', says, plays: formulaPlayer(declared, changed) });
  const one = [...formulas].flatMap(([name, right]) =>
    mutantFormulas(right).map(({ says, formula: wrong }) => slip(name === '' ? says : `for ${name} ${says}`, new Map([...formulas, [name, wrong]]))),
  );
  const [[first, a] = [], [second, b] = []] = formulas;
  if (first === undefined || second === undefined || a === undefined || b === undefined || formulas.size > 2) return one;
  return [slip(`${first} and ${second} have changed places`, new Map([[first, b], [second, a]])), ...one];
}

function scopeOf(of: readonly string[], given: readonly Given[]): Record<string, number | Float64Array> {
  const [first] = given;
  const isRecord = typeof first === 'object' && first !== null && !Array.isArray(first) && !('values' in first);
  const values = isRecord ? of.map(name => (first as Readonly<Record<string, Given>>)[name]) : given;
  return Object.fromEntries(of.map((name, at) => {
    const value = values[at] as number | readonly number[];
    return [name, typeof value === 'number' ? value : Float64Array.from(value)];
  }));
}
