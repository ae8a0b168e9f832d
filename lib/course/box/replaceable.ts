import ts from 'typescript';
import { exportsOf, isConst, namesOf } from './module-exports';

/** Under this name a compiled module exports a function that sets its other exports: `(name, value) => whether there is such a one`. */
export const REPLACE = 'descent$replace';

/**
 * Makes what a module exports replaceable from outside, for the module itself too: `export const` becomes `export let`, in the same columns, and
 * what is added stands in a line of its own at the end. A file that is no module, or cannot be parsed, stays as it is, so that the compiler says why.
 */
export function replaceable(source: ts.SourceFile): string {
  const text = source.text;
  if (!ts.isExternalModule(source) || isBroken(source)) return text;
  const { own, others } = exportsOf(source);
  const assigned = assignedIn(source);
  const exported = new Set(own.values());
  const fixed = new Set<string>();
  let code = text;
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || !isConst(statement.declarationList)) continue;
    const names = namesOf(statement.declarationList);
    // One that the file itself assigns to is a mistake, which the compiler finds only in a `const`.
    if (names.some(name => assigned.has(name))) names.forEach(name => fixed.add(name));
    else if (names.some(name => exported.has(name))) code = withLet(code, statement.declarationList.getStart(source));
  }
  const settable = [...own].filter(([, local]) => !fixed.has(local));
  const cases = settable.map(([name, local]) => `case ${JSON.stringify(name)}: ${local} = value; return true;`);
  const handOn = (index: number, name: string): string => `${REPLACE}${index}.${REPLACE}?.(${name}, value)`;
  const ofOthers = others.flatMap(({ names }, index) =>
    [...(names ?? [])].map(([here, there]) => `case ${JSON.stringify(here)}: return ${handOn(index, JSON.stringify(there))} ?? false;`),
  );
  const ofAll = others.flatMap(({ names }, index) => (names === undefined ? [`${handOn(index, 'name')} ||`] : []));
  const imports = others.map(({ from }, index) => `import * as ${REPLACE}${index} from ${JSON.stringify(from)};`);
  const replace = `export function ${REPLACE}(name, value) { switch (name) { ${[...cases, ...ofOthers].join(' ')} } return ${ofAll.join(' ')} false; }`;
  return `${code}\n${[...imports, replace].join(' ')}`;
}

function withLet(code: string, at: number): string {
  return `${code.slice(0, at)}let  ${code.slice(at + 'const'.length)}`;
}

function isBroken({ fileName, text }: ts.SourceFile): boolean {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, allowJs: true };
  return (ts.transpileModule(text, { fileName, reportDiagnostics: true, compilerOptions }).diagnostics ?? []).length > 0;
}

/** Every name that something is assigned to, in whatever scope. */
function assignedIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const note = (target: ts.Node): void => {
    if (ts.isIdentifier(target)) names.add(target.text);
  };
  const visit = (node: ts.Node): void => {
    const isAssignment =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
    if (isAssignment) note(node.left);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      if ([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator)) note(node.operand);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}
