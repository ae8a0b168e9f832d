import type { Formula, Program } from './check';
import { normOf } from './norm';
import { isReduction, type Elementwise, type Reduction } from './operations';
import { namesIn, read, valueOf, type Expression } from './tree';

/**
 * The JavaScript reading of a program: the text of a function that a page can run by itself, with no kernel, no library and no `eval`. It takes
 * one object with the program's inputs and returns one with every name the lines assign, as `runFloat64` does, to the last bit; the arrays it is
 * given stay as they are. What is one number per weight is a `Float64Array`, all of one length, which is not checked.
 */
export function programJavaScript(program: Program): string {
  const { tensors = [], slots = [], scalars = [] } = program.inputs;
  const writer = new Writer();
  for (const name of [...tensors, ...slots, ...scalars]) {
    const isTensor = tensors.includes(name) || (slots.includes(name) && program.kinds.get(name) === 'tensor');
    writer.declare(name, `values[${JSON.stringify(name)}]`, isTensor);
  }
  for (const line of program.lines) writer.assign(line.name, line.value);
  const results = [...new Set(program.lines.map(({ name }) => name))].map(name => `${JSON.stringify(name)}: ${writer.nameOf(name)}`);
  return writer.functionOf(`{ ${results.join(', ')} }`);
}

/**
 * The JavaScript reading of one expression: the text of a function from an object with its names to its value, a number or a `Float64Array`.
 * Only the names it uses are asked for.
 */
export function formulaJavaScript({ value, inputs }: Formula): string {
  const writer = new Writer();
  for (const name of namesIn(value)) {
    writer.declare(name, `values[${JSON.stringify(name)}]`, [...(inputs.tensors ?? []), ...(inputs.slots ?? [])].includes(name));
  }
  return writer.functionOf(writer.value(value));
}

/** A piece of code, and whether it stands for one number per weight, in which case it is the weight `i`'s. */
interface Piece {
  readonly code: string;
  readonly isTensor: boolean;
}

/** Writes the body of a function, line by line. Each assignment gets a name of its own, because a line may still read the old value. */
class Writer {
  private readonly lines: string[] = [];
  private readonly taken = new Set(['values', 'i', 'count', ...Object.keys(helpers)]);
  private readonly helpers = new Set<keyof typeof helpers>();
  /** What each of the formula's names stands for by now. */
  private readonly scope: Record<string, Piece> = {};

  declare(name: string, code: string, isTensor: boolean): void {
    const own = this.fresh(name);
    this.lines.push(`const ${own} = ${code};`);
    this.scope[name] = { code: own, isTensor };
  }

  assign(target: string, value: Expression): void {
    const { code, isTensor } = this.write(value);
    const own = this.fresh(target);
    this.lines.push(isTensor ? this.loop(own, code) : `const ${own} = ${code};`);
    this.scope[target] = { code: own, isTensor };
  }

  /** The code of a value that stands by itself, outside of any loop. */
  value(expression: Expression): string {
    const { code, isTensor } = this.write(expression);
    return isTensor ? this.kept(code) : code;
  }

  nameOf(name: string): string {
    return valueOf(this.scope, name).code;
  }

  functionOf(result: string): string {
    const used = [...this.helpers].map(helper => helpers[helper]);
    return `function (values) {\n${[...used, ...this.lines, `return ${result};`].map(line => `  ${line}\n`).join('')}}`;
  }

  private write(expression: Expression): Piece {
    return read<Piece>(expression, {
      number: value => ({ code: literal(value), isTensor: false }),
      name: name => {
        const { code, isTensor } = valueOf(this.scope, name);
        return { code: isTensor ? `${code}[i]` : code, isTensor };
      },
      apply: (operation, pieces, node) => {
        if (isReduction(operation)) return { code: this.reduced(operation, pieces[0] as Piece, node.operands[0] as Expression), isTensor: false };
        const codes = pieces.map(({ code }) => code) as [string, string, string];
        if (operation === '^') return { code: this.power(codes, node.operands[1] as Expression), isTensor: pieces.some(({ isTensor }) => isTensor) };
        return { code: written[operation](...codes), isTensor: pieces.some(({ isTensor }) => isTensor) };
      },
    });
  }

  private power([base, exponent]: readonly string[], { kind }: Expression): string {
    if (kind === 'number' && exponent !== '2') return `(${base} ** ${exponent})`;
    this.helpers.add('power');
    return `power(${base}, ${exponent})`;
  }

  private reduced(reduction: Reduction, { code, isTensor }: Piece, operand: Expression): string {
    // A plain name is an array already.
    const whole = operand.kind === 'name' ? this.nameOf(operand.name) : isTensor ? this.kept(code) : code;
    this.helpers.add(reduction);
    return `${reduction}(${isTensor ? whole : `[${whole}]`})`;
  }

  /** Keeps what a loop computes under a name. */
  private kept(code: string): string {
    const own = this.fresh('part');
    this.lines.push(this.loop(own, code));
    return own;
  }

  private loop(own: string, code: string): string {
    const length = `${Object.values(this.scope).find(({ isTensor }) => isTensor)?.code}.length`;
    return `const ${own} = new Float64Array(${length}); for (let i = 0; i < ${own}.length; i++) ${own}[i] = ${code};`;
  }

  /** A name of JavaScript that nothing else has. The underscore keeps every word of the language apart. */
  private fresh(name: string): string {
    const plain = `${name.replace(/[^A-Za-z0-9]/g, '_')}_`;
    let own = plain;
    for (let count = 2; this.taken.has(own); count++) own = `${plain}${count}`;
    this.taken.add(own);
    return own;
  }
}

function literal(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  return value < 0 ? `(${value})` : String(value);
}

/** What each operation becomes; the brackets keep the tree's order of evaluation. */
const written: Record<Exclude<Elementwise, '^'>, (a: string, b: string, c: string) => string> = {
  '+': (a, b) => `(${a} + ${b})`,
  '-': (a, b) => `(${a} - ${b})`,
  '*': (a, b) => `(${a} * ${b})`,
  '/': (a, b) => `(${a} / ${b})`,
  negate: a => `(-${a})`,
  '<': (a, b) => `Number(${a} < ${b})`,
  '<=': (a, b) => `Number(${a} <= ${b})`,
  '>': (a, b) => `Number(${a} > ${b})`,
  '>=': (a, b) => `Number(${a} >= ${b})`,
  '==': (a, b) => `Number(${a} === ${b})`,
  '!=': (a, b) => `Number(${a} !== ${b})`,
  choose: (test, yes, no) => `(${test} !== 0 ? ${yes} : ${no})`,
  sqrt: a => `Math.sqrt(${a})`,
  abs: a => `Math.abs(${a})`,
  sign: a => `Math.sign(${a})`,
  exp: a => `Math.exp(${a})`,
  log: a => `Math.log(${a})`,
  min: (a, b) => `Math.min(${a}, ${b})`,
  max: (a, b) => `Math.max(${a}, ${b})`,
};

/** Functions that a formula's own may need, each complete in itself. The norm is the float64 reading's, by its own text. */
const helpers: Record<Reduction | 'power', string> = {
  power: 'const power = (a, b) => (b === 2 ? a * a : a ** b);',
  sum: 'const sum = all => { let total = 0; for (const one of all) total += one; return total; };',
  mean: 'const mean = all => { let total = 0; for (const one of all) total += one; return total / all.length; };',
  norm: `const norm = ${normOf.toString()};`,
};
