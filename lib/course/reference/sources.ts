import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { inPackage } from '../../src/package-folder';
import { writeFileAtomically } from '../files/atomic-write';
import { catalogue } from './catalogue';
import { publicDeclarations, type PublicDeclaration } from './public-declarations';

/** The text of things of the library as it stands in its sources, by public name. */
export type Sources = Readonly<Record<string, string>>;

const sourcesFile = inPackage('dist', 'assets', 'sources.json');

/** Keeps the text of everything that describes itself, so that a page can show it where the sources are not. */
export function writeSources(): void {
  writeFileAtomically(sourcesFile, JSON.stringify(readSources(inPackage('src', 'index.ts'), catalogue().map(({ name }) => name))));
}

/** What the build has kept. Errors: a library that has not been built. */
export function keptSources(): Sources {
  if (!existsSync(sourcesFile)) throw new Error(`sources: ${sourcesFile} is missing; run "npm run build"`);
  return JSON.parse(readFileSync(sourcesFile, 'utf8')) as Sources;
}

/** The text of some public names of an entry file of TypeScript. */
export function readSources(entry: string, names: readonly string[], read?: (path: string) => string | undefined): Sources {
  const { names: found } = publicDeclarations(entry, read);
  return Object.fromEntries(found.filter(({ name }) => names.includes(name)).map(one => [one.name, textOf(one)]));
}

/** A declaration, and the statements of its file that it needs, in their order and without doc comments: of a method its whole formula. */
function textOf({ declarations }: PublicDeclaration): string {
  const own = declarations.map(statementOf);
  const [first] = own;
  if (first === undefined) return '';
  const file = first.getSourceFile();
  const needed = new Set<ts.Statement>();
  const visit = (statement: ts.Statement): void => {
    if (needed.has(statement)) return;
    needed.add(statement);
    const used = identifiersIn(statement);
    for (const other of file.statements) if (!ts.isImportDeclaration(other) && declaredIn(other).some(name => used.has(name))) visit(other);
  };
  own.forEach(visit);
  return file.statements.filter(statement => needed.has(statement)).map(statement => statement.getText()).join('\n\n');
}

function statementOf(node: ts.Node): ts.Statement {
  return ts.isSourceFile(node.parent) ? (node as ts.Statement) : statementOf(node.parent);
}

function identifiersIn(node: ts.Node): Set<string> {
  const found = new Set<string>();
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) found.add(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function declaredIn(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}
