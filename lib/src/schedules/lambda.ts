import { documentation, parametersOf, symbolsIn, type Documented, type Parameter } from '../documentation';
import { formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { namesIn } from '../formula/tree';
import type { Symbol } from '../notation';
import { named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';
import { requireKnown, requireObject } from '../options';

/** A rule for step t, and the numbers that it names: `lambda({ rule: 'eta / sqrt(t)', eta: 0.1 })`. */
export interface LambdaOptions {
  /** A formula of t and of the parameters, or any function of t. */
  readonly rule: string | Schedule;
  /** The numbers that a formula names, each finite. */
  readonly [parameter: string]: string | number | Schedule;
}

/**
 * Your own schedule: a formula of t in the language of the optimizers, which can be saved with them, or any function of t, which cannot.
 * Differs: torch's LambdaLR multiplies the rate by a function of the number of steps taken, t − 1; this is the value itself.
 *
 * Errors: a formula with a name that is not given, or a parameter that is not a finite number.
 */
export function lambda(options: LambdaOptions): NamedSchedule {
  requireObject('lambda', options);
  const { rule, ...parameters } = options;
  if (typeof rule !== 'string') {
    requireSchedule(rule, 'lambda: rule');
    // A function has its numbers with it.
    requireKnown('lambda', parameters, [], 'parameter of a rule that is a function');
    return named(lambda, { rule }, rule, () => {
      throw new Error('lambda: a function cannot be saved; write the rule as a formula of t, such as "0.1 / sqrt(t)"');
    });
  }
  const numbers = Object.entries(parameters).map(([name, value]): [string, number] => {
    if (name === 't') throw new Error('lambda: t is the number of the step and cannot be a parameter; give it another name');
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`lambda: ${name} must be a finite number, got ${String(value)}`);
    return [name, value];
  });
  const given = Object.fromEntries(numbers);
  const names = Object.keys(given);
  const symbols = Object.fromEntries(names.map(name => [name, symbolOf(name)]));
  const law = formula(rule, { scalars: ['t', ...names], symbols });
  const idle = names.find(name => !namesIn(law.value).includes(name));
  if (idle !== undefined) throw new Error(`lambda: the rule "${rule}" does not name ${idle}, which was given`);
  const kind: Documented = {
    documentation: { ...lambda.documentation, parameters: [rowOfRule, ...parametersOf(names, {}, symbols)], where: symbolsIn([law], names) },
    latex: () => `\\eta_t = ${latex(law)}`,
  };
  return named(kind, { rule, ...given }, t => evaluateFloat64(law, { ...given, t }) as number);
}

function symbolOf(name: string): Symbol {
  return { glyph: `\\mathit{${name}}`, meaning: 'number that the rule names', interval: '(-inf, inf)' };
}

const rowOfRule: Parameter = { name: 'rule', meaning: 'the value at step t', values: 'a formula of t, or a function of it', torch: 'lr_lambda' };

lambda.documentation = documentation(
  {
    name: 'lambda',
    title: 'Your own schedule',
    idea: 'Say the value as a formula of the step, or as a function of it.',
    source: { paper: 'torch.optim.lr_scheduler.LambdaLR' },
    differs: 'torch\'s `LambdaLR` multiplies the rate by a function of the number of steps taken, t − 1; this is the value itself, as optax '
      + 'takes it.',
  },
  {
    parameters: [rowOfRule, { name: 'any other', meaning: 'a number that the formula names', values: 'finite numbers', default: 'none' }],
  },
);
