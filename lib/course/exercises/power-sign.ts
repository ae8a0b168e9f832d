import ts from 'typescript';
import { reached } from './reached';

/** Says where a function writes ^ for a power, as formulas do; no numbers give that away. Undefined where it does not. */
export function wrongPowerSign(source: string, name: string): string | undefined {
  const file = ts.createSourceFile('answer.ts', source, ts.ScriptTarget.Latest, true);
  const found = reached(file.statements, name).flatMap(caretsIn)[0];
  if (found === undefined) return undefined;
  const line = file.getLineAndCharacterOfPosition(found.getStart()).line + 1;
  return `^ is no power in TypeScript, it compares bits: write ** in line ${line}`;
}

function caretsIn(node: ts.Node): ts.Node[] {
  const carets: ts.Node[] = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CaretToken ? [node.operatorToken] : [];
  ts.forEachChild(node, child => void carets.push(...caretsIn(child)));
  return carets;
}
