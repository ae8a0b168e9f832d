import { symbolFor, type Symbol } from '../notation';
import { FormulaError } from './formula-error';
import { isReduction } from './operations';
import { parseExpression, parseProgram } from './parse';
import { namesIn, read, type Assignment, type Expression } from './tree';

/**
 * What a name stands for while a program runs.
 * `scalar`: one float64 number known before the step, the same for every weight (hyper-parameters, t, and what follows from them).
 * `reduced`: one number per named tensor, known only during the step (a norm). `tensor`: one number per weight.
 */
export type Kind = 'scalar' | 'reduced' | 'tensor';

/** The names a formula may use before it assigns any. */
export interface Inputs {
  /** Names that are one number for all weights, such as hyper-parameters. */
  readonly scalars?: readonly string[];
  /** Names that have one number per weight. */
  readonly tensors?: readonly string[];
  /** Names that keep their value from one step to the next; a formula reads the old one and assigns the new one. */
  readonly slots?: readonly string[];
  /** Entries for names that `notation.ts` does not list. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
}

/** A checked list of assignments: every name is known, every slot's kind is settled. */
export interface Program {
  /** As it was written. */
  readonly text: string;
  /** Its assignments, top to bottom, each seeing the latest values. */
  readonly lines: readonly Assignment[];
  /** The names that it uses before it assigns any. */
  readonly inputs: Inputs;
  /** What every name stands for, inputs included. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** A checked expression: every name in it is known. */
export interface Formula {
  /** As it was written. */
  readonly text: string;
  /** What was read: a tree of numbers, names and operations. */
  readonly value: Expression;
  /** The names that it may use. */
  readonly inputs: Inputs;
  /** Whether it gives one number or one per weight. */
  readonly kind: Kind;
}

/**
 * Parses and checks a program when it is declared, so that a slip in a formula stops the module from loading.
 * `assignable` input names (the weights) may be assigned besides slots and new names.
 *
 * Errors, each with the line: a name that is neither given nor assigned above, an operation outside the language, an input that is assigned, a name
 * without a symbol in the notation or in `inputs.symbols`, a slot that is never assigned.
 */
export function program(text: string, inputs: Inputs, assignable: readonly string[] = []): Program {
  const lines = parseProgram(text);
  const known = new Set(inputNames(inputs));
  const fixed = new Set([...(inputs.scalars ?? []), ...(inputs.tensors ?? [])].filter(name => !assignable.includes(name)));
  for (const line of lines) {
    requireKnown(line.value, known, line.text, line.row);
    if (fixed.has(line.name)) throw new FormulaError(`"${line.name}" is given from outside and cannot be assigned in "${line.text}"`, line.row ?? 1, 1);
    known.add(line.name);
  }
  requireSymbols([...known], inputs);
  const assigned = new Set(lines.map(line => line.name));
  const missing = [...(inputs.slots ?? []), ...assignable].filter(name => !assigned.has(name));
  if (missing.length > 0) throw new Error(`"${missing[0]}" is never assigned in the formula; every slot and the weights need a new value`);
  return { text, lines, inputs, kinds: kindsOf(lines, inputs) };
}

/** Parses and checks one expression, such as a loss. Errors: an unknown name, an operation outside the language, a name without a symbol. */
export function formula(text: string, inputs: Inputs): Formula {
  const value = parseExpression(text);
  requireKnown(value, new Set(inputNames(inputs)), text.trim());
  requireSymbols(namesIn(value), inputs);
  const kinds = kindsOf([], inputs);
  return { text: text.trim(), value, inputs, kind: kindOf(value, kinds) };
}

/** A program from lines that have been checked before, such as those of two formulas put together. Only the kinds of its names are settled anew. */
export function joined(lines: readonly Assignment[], inputs: Inputs): Program {
  return { text: lines.map(({ text }) => text).join('\n'), lines, inputs, kinds: kindsOf(lines, inputs) };
}

function inputNames({ scalars = [], tensors = [], slots = [] }: Inputs): string[] {
  return [...tensors, ...slots, ...scalars];
}

function requireKnown(value: Expression, known: ReadonlySet<string>, line: string, row = 1): void {
  for (const name of namesIn(value)) {
    if (known.has(name)) continue;
    const right = line.search(/=(?!=)/) + 1;
    const at = line.slice(right).search(new RegExp(`(?<!\\w)${name.replaceAll('$', '\\$')}(?!\\w)`));
    throw new FormulaError(`unknown name "${name}" in "${line}"; known: ${[...known].join(', ')}`, row, at < 0 ? undefined : right + at + 1);
  }
}

function requireSymbols(names: readonly string[], { symbols = {} }: Inputs): void {
  for (const name of names) {
    if (symbolFor(name, symbols) === undefined) {
      throw new Error(`"${name}" has no symbol; add it to notation.ts, or declare symbols: { ${name}: { glyph, meaning } }`);
    }
  }
}

/** Slots start as scalars and are widened until nothing changes, so that a running product of scalars stays a float64 number. */
function kindsOf(lines: readonly Assignment[], inputs: Inputs): Map<string, Kind> {
  const slots = new Map<string, Kind>((inputs.slots ?? []).map(name => [name, 'scalar']));
  for (;;) {
    const kinds = new Map<string, Kind>(slots);
    for (const name of inputs.scalars ?? []) kinds.set(name, 'scalar');
    for (const name of inputs.tensors ?? []) kinds.set(name, 'tensor');
    for (const line of lines) kinds.set(line.name, kindOf(line.value, kinds));
    const grown = [...slots.keys()].filter(name => kinds.get(name) !== slots.get(name));
    if (grown.length === 0) return kinds;
    for (const name of grown) slots.set(name, widest([slots.get(name) ?? 'scalar', kinds.get(name) ?? 'scalar']));
  }
}

function kindOf(value: Expression, kinds: ReadonlyMap<string, Kind>): Kind {
  return read<Kind>(value, {
    number: () => 'scalar',
    name: name => kinds.get(name) ?? 'scalar',
    apply: (operation, operands) => (isReduction(operation) && operands[0] !== 'scalar' ? 'reduced' : widest(operands)),
  });
}

function widest(kinds: readonly Kind[]): Kind {
  if (kinds.includes('tensor')) return 'tensor';
  return kinds.includes('reduced') ? 'reduced' : 'scalar';
}
