import { formula, program } from '../formula/check';
import { formulaJavaScript, programJavaScript } from '../formula/javascript';
import { namesIn } from '../formula/tree';
import { symbolFor, type Symbol } from '../notation';
import { Code } from './code';

/** A formula of numbers as a function of the page, with those of the known names that it reads. */
export interface NumberCode {
  readonly code: Code;
  readonly names: ReadonlySet<string>;
}

/**
 * Compiles a formula whose names are all plain numbers: one expression, or lines of a program of which the last gives the number. `before` are lines
 * whose names it may use. Errors: an unknown name, with those known.
 */
export function numberCode(where: string, text: string, known: readonly string[], before = ''): NumberCode {
  const lines = `${before}\n${text}`.split('\n').map(line => line.trim()).filter(line => line !== '');
  const last = lines.pop() ?? '';
  try {
    if (assignment.test(last)) return ofProgram([...lines, last], known);
    return lines.length === 0 ? ofExpression(last, known) : ofProgram([...lines, `result = ${last}`], known);
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
}

const assignment = /^[A-Za-z_]\w*\s*=(?!=)/;

function ofExpression(text: string, known: readonly string[]): NumberCode {
  const checked = formula(text, { scalars: known, symbols: symbolsFor(text, known) });
  return { code: new Code(formulaJavaScript(checked)), names: new Set(namesIn(checked.value)) };
}

function ofProgram(lines: readonly string[], known: readonly string[]): NumberCode {
  const text = lines.join('\n');
  const checked = program(text, { scalars: known, symbols: symbolsFor(text, known) });
  const result = checked.lines[checked.lines.length - 1]?.name ?? '';
  const read = checked.lines.flatMap(({ value }) => namesIn(value));
  return {
    code: new Code(`function (values) { return (${programJavaScript(checked)})(values)[${JSON.stringify(result)}]; }`),
    names: new Set(read.filter(name => known.includes(name))),
  };
}

/** Names of an author's own are written as they are spelled. */
function symbolsFor(text: string, known: readonly string[]): Record<string, Symbol> {
  const names = [...known, ...(text.match(/[A-Za-z_]\w*/g) ?? [])].filter(name => symbolFor(name) === undefined);
  return Object.fromEntries(names.map(name => [name, { glyph: name, meaning: name }]));
}
