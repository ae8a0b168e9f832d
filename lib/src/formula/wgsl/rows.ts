import type { Plan } from '../passes';
import type { Reduction } from '../operations';
import { planRows, type RowProgram } from '../row-program';
import type { Sum } from '../stages';
import type { Variable } from './code';
import { wgslModule } from './module';
import type { Binding } from './names';
import type { Shader } from './shaders';
import { byOne, indented, Statements } from './statements';

/** A row program as a shader, and what is bound to it. */
export interface RowShader extends Shader {
  /** Matrices and vectors that it reads, then matrices that it writes, then one number a row for each total: the order of its bindings. */
  readonly reads: readonly string[];
  /** What is added up over the rows comes as a matrix, too; who runs it adds up its rows. */
  readonly writes: readonly string[];
  readonly totals: readonly string[];
  /** What follows the numbers of rows and columns, as float32. */
  readonly numbers: readonly string[];
}

/**
 * The WGSL reading of a row program: a workgroup for each row, whose invocations share its columns. e^x and log x are WGSL's, and a norm is the root of the
 * plain sum of squares. Errors: those of `planPasses`; powers other than 2 to 8 and 0.5.
 */
export function rowShader(declared: RowProgram): RowShader {
  return new RowShaderWriter(declared).write();
}

const row = 'row_start';

class RowShaderWriter {
  private readonly plan: Plan;
  private readonly identifiers = new Map<string, string>();

  constructor(private readonly declared: RowProgram) {
    this.plan = planRows(declared);
  }

  write(): RowShader {
    const { passes, scalars, numbers: derived } = this.plan;
    const { vectors = [], largest = {}, count, totals = [] } = this.declared;
    const stores = passes.flatMap(pass => pass.stores);
    const writes = stores.map(({ target }) => target);
    const reads = [...new Set([...passes.flatMap(({ loads }) => loads), ...Object.values(largest)])];
    const given = scalars.filter(name => !(name in largest) && name !== count);
    const local = new Set(given);
    const variable = (each: ReadonlySet<string>) => (name: string): Variable =>
      local.has(name) ? { text: `numbers.${this.of(name)}`, each: false } : { text: this.of(name), each: each.has(name) };
    const at = (tensor: string): string => (vectors.includes(tensor) ? 'c' : `${row} + c`);
    const lines = [`let ${row} = workgroup.x * numbers.columns;`];
    const overColumns = (body: readonly string[]): string[] => ['for (var c = lane; c < numbers.columns; c += workgroupSize) {', ...indented(body), '}'];
    for (const [name, matrix] of Object.entries(largest)) {
      lines.push(`var ${this.of(name)}_here = -0x1.fffffep+127f;`, ...overColumns([`${this.of(name)}_here = max(${this.of(name)}_here, ${this.of(matrix)}_in[${row} + c]);`]));
      lines.push(`let ${this.of(name)} = largest(${this.of(name)}_here, lane);`);
    }
    if (count !== undefined) lines.push(`let ${this.of(count)} = f32(numbers.columns);`);
    const numbersAfter = (ended: number): void => {
      const statements = new Statements(variable(new Set()), { approximate: true, prefix: `after${ended}_` });
      for (const { name, value } of derived.filter(({ stage }) => stage === ended)) statements.add(`let ${this.of(name)} = ${statements.expression(value, name)}; // ${name}`);
      lines.push(...statements.lines);
    };
    numbersAfter(0);
    passes.forEach((pass, index) => {
      const statements = new Statements(variable(new Set([...pass.loads, ...pass.lines.map(({ name }) => name)])), { approximate: true });
      for (const tensor of pass.loads) statements.add(`let ${this.of(tensor)} = ${this.of(tensor)}_in[${at(tensor)}];`);
      for (const { name, value, text } of pass.lines) statements.add(`// ${text}`, `let ${this.of(name)} = ${statements.expression(value, text)};`);
      for (const sum of pass.sums) {
        const term = statements.keep(statements.expression(sum.value, sum.text));
        statements.add(`${this.of(sum.name)}_here += ${sum.reduction === 'norm' ? `${term} * ${term}` : term};`);
      }
      for (const { target, value } of pass.stores) statements.add(`${this.of(target)}_out[${row} + c] = ${this.of(value)};`);
      lines.push(...pass.sums.map(sum => `var ${this.of(sum.name)}_here = 0.0; // ${sum.name}`), ...overColumns(statements.lines));
      lines.push(...pass.sums.map(sum => this.finished(sum)));
      numbersAfter(index + 1);
    });
    lines.push(...byOne(totals.map(name => `${this.of(name)}_total[workgroup.x] = ${this.of(name)};`)));
    const bound = [...reads.map(name => `${this.of(name)}_in`), ...writes.map(name => `${this.of(name)}_out`), ...totals.map(name => `${this.of(name)}_total`)];
    const declarations = [
      `struct Numbers {\n  rows: u32,\n  columns: u32,\n${given.map(name => `  ${this.of(name)}: f32,\n`).join('')}}\n`,
      '@group(0) @binding(0) var<uniform> numbers: Numbers;',
      ...bound.map((name, index) => `@group(0) @binding(${index + 1}) var<storage, ${index < reads.length ? 'read' : 'read_write'}> ${name}: array<f32>;`),
      '',
    ];
    const code = wgslModule('rows', 1, declarations, lines);
    const bindings = [...reads, ...writes, ...totals].map((name, index): Binding => ({ kind: 'tensor', name, writes: index >= reads.length }));
    return { name: 'rows', bindings, grid: 'one', code: () => code, reads, writes, totals, numbers: given };
  }

  private finished(sum: Sum): string {
    const own = this.of(sum.name);
    return `let ${own} = ${finished[sum.reduction](`total(${own}_here, lane)`)};`;
  }

  /** A name that WGSL takes: none of its own words ends like that. */
  private of(name: string): string {
    const known = this.identifiers.get(name) ?? `${/^\p{L}[\p{L}\p{N}_]*$/u.test(name) ? name : 'n'}_${this.identifiers.size}`;
    this.identifiers.set(name, known);
    return known;
  }
}

const finished: Record<Reduction, (total: string) => string> = {
  sum: total => total,
  mean: total => `${total} / f32(numbers.columns)`,
  norm: total => `sqrt(${total})`,
};
