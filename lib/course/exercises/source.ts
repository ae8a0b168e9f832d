import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { readMarks } from './markers';

/** What the file of an exercise says of its function: the task, how it is called, and its code with and without the answer. */
export interface ExerciseSource {
  /** The name of the function that is asked for. */
  readonly function: string;
  /** The text of its doc comment, a line each: the task. */
  readonly task: readonly string[];
  /** As a student gets it, without its doc comment. */
  readonly stub: string;
  /** With the answer in it. */
  readonly solution: string;
  /** Its type, as a member of an interface. */
  readonly member: string;
  /** What it imports from the library, by the name that it has in this file. */
  readonly imports: ReadonlyMap<string, { readonly name: string; readonly isType: boolean }>;
}

/** Reads it. Errors, with the file: no function or more than one that is exported, one without a task, marks that do not fit. */
export function readSource(file: string, number: string): ExerciseSource {
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const exported = tree.statements.filter(isExported);
  const [statement] = exported;
  if (statement === undefined || exported.length > 1) throw new Error(`${file}: it must export one function besides its default, got ${exported.length}`);
  const task = taskOf(statement, text);
  if (task.length === 0) throw new Error(`${file}: the exported function has no doc comment, which is the task that students read`);
  const { stub, solution } = readMarks(text.slice(statement.getStart(), statement.getEnd()), `${file} (its function)`, `return toDo('${number}');`);
  return { ...signatureOf(statement, tree, file), task, stub, solution, imports: importsOf(tree) };
}

function isExported(node: ts.Statement): node is ts.FunctionDeclaration | ts.VariableStatement {
  if (!ts.isFunctionDeclaration(node) && !ts.isVariableStatement(node)) return false;
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function taskOf(statement: ts.Statement, text: string): string[] {
  const comment = ts.getLeadingCommentRanges(text, statement.getFullStart())?.at(-1);
  const words = comment === undefined ? '' : text.slice(comment.pos, comment.end);
  if (!words.startsWith('/**')) return [];
  const lines = words.slice(3, -2).split('\n').map(line => line.replace(/^\s*\* ?/, '').trimEnd());
  while (lines[0]?.trim() === '') lines.shift();
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

function signatureOf(statement: ts.FunctionDeclaration | ts.VariableStatement, tree: ts.SourceFile, file: string): { function: string; member: string } {
  if (ts.isFunctionDeclaration(statement)) {
    const name = statement.name?.text ?? '';
    const parameters = statement.parameters.map(parameter => parameter.getText(tree)).join(', ');
    return { function: name, member: `${name}(${parameters}): ${statement.type?.getText(tree) ?? 'unknown'}` };
  }
  const [variable] = statement.declarationList.declarations;
  if (variable?.type === undefined) throw new Error(`${file}: the exported function needs a type, which cells of the lesson see`);
  return { function: variable.name.getText(tree), member: `${variable.name.getText(tree)}: ${variable.type.getText(tree)}` };
}

function importsOf(tree: ts.SourceFile): Map<string, { name: string; isType: boolean }> {
  const found = new Map<string, { name: string; isType: boolean }>();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || (statement.moduleSpecifier as ts.StringLiteral).text !== 'descent') continue;
    const { namedBindings, isTypeOnly = false } = statement.importClause ?? {};
    if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) continue;
    for (const { name, propertyName, isTypeOnly: one } of namedBindings.elements) found.set(name.text, { name: (propertyName ?? name).text, isType: isTypeOnly || one });
  }
  return found;
}

/** The identifiers in a piece of code. */
export function identifiersIn(code: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest, true));
  return names;
}
