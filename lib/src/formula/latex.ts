import { symbolFor } from '../notation';
import type { Formula, Inputs, Program } from './check';
import { isComparison, type Operation } from './operations';
import { read, type Expression, type Reading } from './tree';

/** A printed part and how tightly its outermost operation binds: 0 comparison, 1 sum, 2 product, 3 power, 4 closed in itself. */
interface Printed {
  readonly latex: string;
  readonly binding: number;
}

/**
 * The LaTeX reading of a program, one string a line, to be joined in an `aligned` block.
 *
 * Time indices come from the flow of data: a slot read before its assignment is the old one, m_{t-1}, after it the new one, m_t;
 * the weights likewise. A line that only files a value away under another time, w_{t-1} = w_{t-1}, says nothing and is left out.
 */
export function latexLines(program: Program): string[] {
  const { slots = [], tensors = [] } = program.inputs;
  const assignedOnce = new Set(program.lines.map(line => line.name));
  const remembered = new Set([...slots, ...tensors.filter(name => assignedOnce.has(name))]);
  const done = new Set<string>();
  const timed = (name: string): string => {
    const symbol = symbolFor(name, program.inputs.symbols);
    const glyph = symbol?.glyph ?? name;
    if ((program.inputs.scalars ?? []).includes(name)) return glyph;
    const age = (symbol?.lag ?? 0) + (remembered.has(name) && !done.has(name) ? 1 : 0);
    return subscripted(glyph, age === 0 ? 't' : `t-${age}`);
  };
  const lines: string[] = [];
  for (const line of program.lines) {
    const value = print(line.value, timed).latex;
    done.add(line.name);
    const target = timed(line.name);
    if (target !== value) lines.push(`${target} &= ${value}`);
  }
  return lines;
}

/** The LaTeX reading of one expression, without time indices unless `name` gives them. */
export function latex(formula: Formula | Expression, name?: (name: string) => string): string {
  const isFormula = 'inputs' in formula;
  const symbols: Inputs['symbols'] = isFormula ? formula.inputs.symbols : undefined;
  return print(isFormula ? formula.value : formula, name ?? (own => symbolFor(own, symbols)?.glyph ?? own)).latex;
}

/** Puts the time index beside an index the glyph already has: \beta_1 becomes \beta_{1,t}. */
function subscripted(glyph: string, index: string): string {
  const match = /^(.*)_\{?([^{}]+)\}?$/.exec(glyph);
  if (match) return `${match[1]}_{${match[2]},${index}}`;
  return index.length === 1 ? `${glyph}_${index}` : `${glyph}_{${index}}`;
}

function print(expression: Expression, name: (name: string) => string): Printed {
  const reading: Reading<Printed> = {
    number: printNumber,
    name: own => {
      const printed = name(own);
      // \Delta w squared is (\Delta w)^2, not the change of w^2.
      return { latex: printed, binding: printed.startsWith('\\Delta') ? 2 : 4 };
    },
    apply: (operation, operands) => printOperation(operation, operands),
  };
  return read(expression, reading);
}

function printNumber(value: number): Printed {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (value === 0 || (power > -4 && power < 6)) return { latex: String(value), binding: 4 };
  const ten = `10^{${power}}`;
  return mantissa === '1' ? { latex: ten, binding: 3 } : { latex: `${mantissa} \\cdot ${ten}`, binding: 2 };
}

function printOperation(operation: Operation, operands: readonly Printed[]): Printed {
  const [a, b, c] = operands as [Printed, Printed, Printed];
  const plain = operands.map(operand => operand.latex);
  switch (operation) {
    case '+':
      return { latex: `${bracketed(a, 1)} + ${bracketed(b, 1, b.latex.startsWith('-'))}`, binding: 1 };
    case '-':
      return { latex: `${bracketed(a, 1)} - ${bracketed(b, 2)}`, binding: 1 };
    case 'negate':
      return { latex: `-${bracketed(a, 2, a.latex.startsWith('-'))}`, binding: 1 };
    case '*':
      return { latex: product(bracketed(a, 2), bracketed(b, 2)), binding: 2 };
    case '/':
      return { latex: `\\frac{${a.latex}}{${b.latex}}`, binding: 3.5 };
    case '^':
      return { latex: `${bracketed(a, 4)}^{${b.latex}}`, binding: 3 };
    case 'choose':
      return { latex: `\\begin{cases} ${b.latex} & \\text{if } ${a.latex} \\\\ ${c.latex} & \\text{otherwise} \\end{cases}`, binding: 3.5 };
    case 'sqrt':
      return { latex: `\\sqrt{${a.latex}}`, binding: 3.5 };
    case 'abs':
      return { latex: `\\left\\lvert ${a.latex} \\right\\rvert`, binding: 3.5 };
    case 'norm':
      return { latex: `\\left\\lVert ${a.latex} \\right\\rVert`, binding: 3.5 };
    case 'sum':
      return { latex: `\\sum \\left( ${a.latex} \\right)`, binding: 3.5 };
    default:
      if (isComparison(operation)) return { latex: `${bracketed(a, 1)} ${comparisonSigns[operation]} ${bracketed(b, 1)}`, binding: 0 };
      return { latex: `${functionSigns[operation]}\\left( ${plain.join(', ')} \\right)`, binding: 3.5 };
  }
}

const comparisonSigns = { '<': '<', '<=': '\\le', '>': '>', '>=': '\\ge', '==': '=', '!=': '\\ne' } as const;

const functionSigns = { sign: '\\operatorname{sign}', exp: '\\exp', log: '\\log', min: '\\min', max: '\\max', mean: '\\operatorname{mean}' } as const;

/** Brackets when the part binds less tightly than its place demands. Lost brackets are the classic error of formula printers. */
function bracketed(part: Printed, needed: number, force = false): string {
  return part.binding < needed || force ? `\\left( ${part.latex} \\right)` : part.latex;
}

/** Juxtaposition, except where two numbers would run together. */
function product(left: string, right: string): string {
  return /^\d/.test(right) ? `${left} \\cdot ${right}` : `${left} \\, ${right}`;
}
