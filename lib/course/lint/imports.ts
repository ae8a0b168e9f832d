import ts from 'typescript';
import * as library from '../../src';
import { reference } from '../../src/notebook/reference';
import { visited } from './syntax';
import type { LintFault, Rule } from './linted';

/** What is imported is used, in some cell; what is imported from the library is there; nothing is imported twice. */
export const usedImports: Rule = ({ code }) => {
  const nodes = code.map(({ at, source }) => ({ at, nodes: visited(source) }));
  const imports = nodes.flatMap(({ at, nodes: own }) => own.filter(ts.isImportDeclaration).flatMap(declaration => namesOf(declaration).map(name => ({ ...name, at }))));
  const used = new Set(nodes.flatMap(({ nodes: own }) => own.filter(isUse).map(node => node.getText())));
  return imports.flatMap(({ at, local, original, from }, k): LintFault[] => {
    const before = imports.slice(0, k).find(other => other.local === local);
    if (before !== undefined) return [{ cell: at, says: `it imports ${local} again, as cell ${before.at} does` }];
    if (from === 'descent' && original !== undefined && !Object.hasOwn(library, original) && !Object.hasOwn(reference(), original)) return [{ cell: at, says: `descent has no ${original}` }];
    return used.has(local) ? [] : [{ cell: at, says: `it imports ${local}, and no cell uses it` }];
  });
};

function namesOf(declaration: ts.ImportDeclaration): { local: string; original: string | undefined; from: string }[] {
  const from = ts.isStringLiteral(declaration.moduleSpecifier) ? declaration.moduleSpecifier.text : '';
  const { name, namedBindings } = declaration.importClause ?? {};
  const whole = [name, namedBindings && ts.isNamespaceImport(namedBindings) ? namedBindings.name : undefined].flatMap(one => one?.text ?? []);
  const single = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  return [
    ...whole.map(local => ({ local, original: undefined, from })),
    ...single.map(({ name: local, propertyName }) => ({ local: local.text, original: (propertyName ?? local).text, from })),
  ];
}

/** A name that stands for a value or a type, and not for a field of something, or in the import itself. */
function isUse(node: ts.Node): boolean {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  return !(ts.isPropertyAssignment(parent) && parent.name === node);
}
