import { expressionText } from './expression-text';
import type { Operation } from './operations';
import type { Assignment, Expression } from './tree';

/** Operations that take several times as long as a sum, so that to keep their result is worth a place. */
const costly: readonly Operation[] = ['exp', 'log', '/', 'sqrt', '^'];

/**
 * The same lines with every costly part that occurs more than once computed once, under a name of its own. Each name is assigned once, so parts that
 * read alike are alike; the results stay what they are, to the last bit.
 */
export function withPartsShared(lines: readonly Assignment[]): Assignment[] {
  const counts = new Map<string, number>();
  const visit = (node: Expression): void => {
    if (node.kind !== 'apply') return;
    node.operands.forEach(visit);
    if (!costly.includes(node.operation)) return;
    const text = expressionText(node);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  for (const { value } of lines) visit(value);
  const names = new Map<string, string>();
  const result: Assignment[] = [];
  const shared = (node: Expression, isWhole: boolean): Expression => {
    if (node.kind !== 'apply') return node;
    const text = expressionText(node);
    const known = names.get(text);
    if (known !== undefined) return { kind: 'name', name: known };
    const inner: Expression = { ...node, operands: node.operands.map(operand => shared(operand, false)) };
    if (isWhole || (counts.get(text) ?? 0) < 2) return inner;
    const name = `part_${names.size + 1}`;
    names.set(text, name);
    result.push({ name, value: inner, text: `${name} = ${expressionText(inner)}` });
    return { kind: 'name', name };
  };
  for (const line of lines) {
    const text = expressionText(line.value);
    const value = shared(line.value, true);
    result.push({ ...line, value });
    if (value.kind === 'apply' && (counts.get(text) ?? 0) > 1 && !names.has(text)) names.set(text, line.name);
  }
  return result;
}
