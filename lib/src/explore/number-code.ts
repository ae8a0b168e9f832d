import { formula, program } from '../formula/check';
import { formulaJavaScript, programJavaScript } from '../formula/javascript';
import { namesIn } from '../formula/tree';
import { symbolFor, type Symbol } from '../notation';
import { Code } from './code';

/** A formula of numbers as a function of the page, with the names that it reads. */
export interface NumberCode {
  readonly code: Code;
  readonly names: ReadonlySet<string>;
  /** The names that its lines assign, where it has lines. */
  readonly assigned: readonly string[];
}

/**
 * Compiles a formula whose names are all plain numbers: one expression, or lines of a program of which the last gives the number. `before` are lines
 * whose names it may use. Errors: an unknown name, with those known.
 */
export function numberCode(where: string, text: string, known: readonly string[], before = ''): NumberCode {
  try {
    const lines = [before, text].flatMap(part => part.split('\n')).map(line => line.trim()).filter(line => line !== '');
    const isAssignment = /^[A-Za-z_]\w*\s*=(?!=)/;
    const last = lines.pop() ?? '';
    const program_ = [...lines, isAssignment.test(last) ? last : `result = ${last}`].join('\n');
    if (lines.length === 0 && !isAssignment.test(last)) {
      const checked = formula(last, { scalars: known, symbols: symbolsFor(last, known) });
      return { code: new Code(formulaJavaScript(checked)), names: new Set(namesIn(checked.value)), assigned: [] };
    }
    const checked = program(program_, { scalars: known, symbols: symbolsFor(program_, known) });
    const assigned = checked.lines.map(({ name }) => name);
    const names = new Set(checked.lines.flatMap(({ value }) => namesIn(value)).filter(name => known.includes(name)));
    return { code: new Code(`function (values) { return (${programJavaScript(checked)})(values).${assigned[assigned.length - 1]}; }`), names, assigned };
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`);
  }
}

/** Names of an author's own are written as they are spelled. */
function symbolsFor(text: string, known: readonly string[]): Record<string, Symbol> {
  const names = [...known, ...(text.match(/[A-Za-z_]\w*/g) ?? [])].filter(name => symbolFor(name) === undefined);
  return Object.fromEntries(names.map(name => [name, { glyph: name, meaning: name }]));
}
