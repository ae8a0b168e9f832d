import type { ParsedNode } from 'mathjs/number';
import { FormulaError } from './formula-error';
import { parse } from './mathjs-bundle';
import { functionNames, isComparison, operations, type Operation } from './operations';
import type { Assignment, Expression } from './tree';

/**
 * Reads lines of `name = expression`, top to bottom. mathjs only parses; its tree is converted at once into our own, because
 * its evaluator reads `m` and `g` as metre and gram and takes √ of a negative number to be complex.
 *
 * Errors: a line that is not an assignment, or anything outside the table in `operations.ts`, named together with its line.
 */
export function parseProgram(text: string): Assignment[] {
  const lines = text.split('\n').map((line, k) => ({ text: line.trim(), row: k + 1 })).filter(line => line.text !== '');
  if (lines.length === 0) throw new Error('formula is empty; write at least one line, such as "w = w - eta * g"');
  return lines.map(({ text: line, row }) => {
    try {
      return { ...parseLine(line), row };
    } catch (error) {
      throw new FormulaError((error as Error).message, row, columnOf(error as Error, line), { cause: error });
    }
  });
}

/** Where mathjs stopped reading, or else the first words that the message quotes out of the line. */
function columnOf(error: Error, line: string): number | undefined {
  const { char } = (error.cause ?? {}) as { char?: number };
  if (char !== undefined) return Math.min(char, line.length + 1);
  const quoted = Array.from(error.message.matchAll(/"([^"]+)"/g), ([, words = '']) => words).find(words => words !== line && line.includes(words));
  return quoted === undefined ? undefined : line.indexOf(quoted) + 1;
}

/** Reads one expression without an assignment, such as a loss surface or a look-ahead point. */
export function parseExpression(text: string): Expression {
  return convert(parseText(text.trim()), text.trim());
}

function parseLine(line: string): Assignment {
  const node = parseText(line);
  if (node.type !== 'AssignmentNode') throw new Error(`expected "name = expression", got "${line}"`);
  const { object, index, value } = node;
  if (object.type !== 'SymbolNode' || index !== null) throw new Error(`only a plain name can be assigned, got "${line}"`);
  return { name: object.name, value: convert(value, line), text: line };
}

function parseText(text: string): ParsedNode {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`cannot read "${text}": ${(error as Error).message.toLowerCase()}`, { cause: error });
  }
}

/** The boundary to mathjs: the only place that knows its nodes. */
function convert(node: ParsedNode, line: string, insideChoice = false): Expression {
  const inner = (child: ParsedNode): Expression => convert(child, line, insideChoice);
  switch (node.type) {
    case 'ParenthesisNode':
      return inner(node.content);
    case 'ConstantNode':
      if (typeof node.value !== 'number') throw new Error(`a formula holds only numbers, got ${JSON.stringify(node.value)} in "${line}"`);
      return { kind: 'number', value: node.value };
    case 'SymbolNode':
      return { kind: 'name', name: node.name };
    case 'OperatorNode':
      if (node.implicit) throw new Error(`write the multiplication sign: "${node.args.join(' * ')}" instead of "${node.args.join(' ')}" in "${line}"`);
      if (node.op === '-' && node.args.length === 1) return apply('negate', node.args.map(inner), line, ['negate']);
      return apply(node.op, node.args.map(inner), line, operators);
    case 'FunctionNode':
      return apply(node.fn.toString(), node.args.map(inner), line, functionNames);
    case 'ConditionalNode': {
      if (insideChoice) throw new Error(`a choice "? :" cannot hold another one in "${line}"; use two lines`);
      const parts = [node.condition, node.trueExpr, node.falseExpr].map(child => convert(child, line, true));
      const test = parts[0];
      if (test?.kind !== 'apply' || !isComparison(test.operation)) {
        throw new Error(`a choice "? :" needs a comparison before the question mark, got "${node.condition.toString()}" in "${line}"`);
      }
      return apply('choose', parts, line, ['choose']);
    }
    default:
      throw new Error(`a formula cannot hold "${node.toString()}" in "${line}"`);
  }
}

const operators = ['+', '-', '*', '/', '^', '<', '<=', '>', '>=', '==', '!='];

function apply(operation: string, operands: Expression[], line: string, known: readonly string[]): Expression {
  if (!known.includes(operation)) throw new Error(`unknown operation "${operation}" in "${line}"; known: ${known.join(' ')}`);
  const expected = operations[operation as Operation].operands;
  if (operands.length !== expected) {
    throw new Error(`${operation} takes ${expected} operand${expected > 1 ? 's' : ''}, got ${operands.length} in "${line}"`);
  }
  return { kind: 'apply', operation: operation as Operation, operands };
}
