import ts from 'typescript';
import { reached } from './reached';

/**
 * Says where a function writes ^ for a power, as formulas do; no numbers give that away. Undefined where it does not: nor where bits are meant, since
 * `own`, the code that the exercise gives out, compares some too, or since a side of the ^ is bits already.
 */
export function wrongPowerSign(source: string, name: string, own = ''): string | undefined {
  if (caretsIn(parsed(own)).length > 0) return undefined;
  const file = parsed(source);
  const found = reached(file.statements, name).flatMap(caretsIn).find(({ left, right }) => !isBits(left) && !isBits(right));
  if (found === undefined) return undefined;
  const line = file.getLineAndCharacterOfPosition(found.operatorToken.getStart()).line + 1;
  return `^ is no power in TypeScript, it compares bits: write ** in line ${line}`;
}

function parsed(source: string): ts.SourceFile {
  return ts.createSourceFile('answer.ts', source, ts.ScriptTarget.Latest, true);
}

function caretsIn(node: ts.Node): ts.BinaryExpression[] {
  const carets = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CaretToken ? [node] : [];
  ts.forEachChild(node, child => void carets.push(...caretsIn(child)));
  return carets;
}

/** Whether a side of ^ is made of bits, as it is in generators of random numbers; nobody shifts the base of a power. */
function isBits(side: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(side)) return isBits(side.expression);
  if (ts.isPrefixUnaryExpression(side)) return side.operator === ts.SyntaxKind.TildeToken;
  return ts.isBinaryExpression(side) && BITWISE.has(side.operatorToken.kind);
}

const BITWISE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandToken, ts.SyntaxKind.BarToken, ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);
