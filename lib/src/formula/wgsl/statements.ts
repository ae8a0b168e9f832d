import type { Expression } from '../tree';
import { wgslExpression, type Variable } from './code';

/** Statements one after the other, with names for values that are used more than once. */
export class Statements {
  readonly lines: string[] = [];
  private keptCount = 0;

  constructor(private readonly variable: (name: string) => Variable, private readonly options: { readonly approximate?: boolean; readonly prefix?: string } = {}) {}

  add(...lines: readonly string[]): void {
    this.lines.push(...lines);
  }

  /** Adds what must be computed before it. `line` is where it stands in the formula, for errors. */
  expression(value: Expression, line: string): string {
    return wgslExpression(value, line, this.variable, text => this.keep(text), this.options.approximate);
  }

  /** A name for a value, unless it is one. */
  keep(value: string): string {
    if (/^[\w.]+$/.test(value)) return value;
    const name = `${this.options.prefix ?? ''}kept${this.keptCount++}`;
    this.add(`let ${name} = ${value};`);
    return name;
  }
}

/** One invocation is enough to write what all of them know. */
export function byOne(lines: readonly string[]): string[] {
  return lines.length > 0 ? ['if (lane == 0) {', ...indented(lines), '}'] : [];
}

export function indented(lines: readonly string[]): string[] {
  return lines.map(line => `  ${line}`);
}
