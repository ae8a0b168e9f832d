import { formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import type { Symbol } from '../notation';
import { named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';

/** A rule for step t, and the numbers that it names: `lambda({ rule: 'eta / sqrt(t)', eta: 0.1 })`. */
export interface LambdaOptions {
  readonly rule: string | Schedule;
  readonly [parameter: string]: string | number | Schedule;
}

/**
 * Your own schedule: a formula of t in the language of the optimizers, which can be saved with them, or any function of t, which cannot.
 * Differs: torch's LambdaLR multiplies the rate by a function of the number of steps taken, t − 1; this is the value itself.
 *
 * Errors: a formula with a name that is not given, or a parameter that is not a finite number.
 */
export function lambda({ rule, ...parameters }: LambdaOptions): NamedSchedule {
  if (typeof rule !== 'string') {
    requireSchedule(rule, 'lambda: rule');
    return named('lambda', () => {
      throw new Error('lambda: a function cannot be saved; write the rule as a formula of t, such as "0.1 / sqrt(t)"');
    }, rule);
  }
  const numbers = Object.entries(parameters).map(([name, value]): [string, number] => {
    if (name === 't') throw new Error('lambda: t is the number of the step and cannot be a parameter; give it another name');
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`lambda: ${name} must be a finite number, got ${String(value)}`);
    return [name, value];
  });
  const given = Object.fromEntries(numbers);
  const symbols = Object.fromEntries(numbers.map(([name]): [string, Symbol] => [name, { glyph: `\\mathit{${name}}`, meaning: 'parameter of the rule' }]));
  const law = formula(rule, { scalars: ['t', ...Object.keys(given)], symbols });
  return named('lambda', () => ({ rule, ...given }), t => evaluateFloat64(law, { ...given, t }) as number);
}
