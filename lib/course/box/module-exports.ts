import ts from 'typescript';

/** What a module exports, as far as it can be set. */
export interface ModuleExports {
  /** The variables, functions and classes of its own, by the names under which they are exported. */
  readonly own: ReadonlyMap<string, string>;
  /** What it exports of other modules: names here by names there; of all where there are none. */
  readonly others: readonly { readonly from: string; readonly names?: ReadonlyMap<string, string> }[];
}

export function exportsOf(source: ts.SourceFile): ModuleExports {
  const declared = new Set(source.statements.flatMap(declaredBy));
  const imported = new Map(source.statements.flatMap(importedBy));
  const own = new Map<string, string>();
  const others: { from: string; names?: Map<string, string> }[] = [];
  const add = (name: string, local: string): void => {
    const from = imported.get(local);
    if (declared.has(local)) own.set(name, local);
    else if (from !== undefined) others.push({ from: from.module, names: new Map([[name, from.name]]) });
  };
  for (const statement of source.statements) {
    if (isExported(statement)) for (const name of declaredBy(statement)) add(name, name);
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) continue;
    const { exportClause, moduleSpecifier } = statement;
    const from = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (exportClause === undefined && from !== undefined) others.push({ from });
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) continue;
    const values = exportClause.elements.filter(({ isTypeOnly }) => !isTypeOnly);
    const names = values.map(({ name, propertyName }) => [name.text, (propertyName ?? name).text] as const);
    if (from !== undefined) others.push({ from, names: new Map(names) });
    else for (const [name, local] of names) add(name, local);
  }
  return { own, others };
}

/** The names that a declaration of variables makes, also in patterns. */
export function namesOf(declarations: ts.VariableDeclarationList): string[] {
  const names = (name: ts.BindingName): string[] =>
    ts.isIdentifier(name) ? [name.text] : name.elements.flatMap(element => (ts.isOmittedExpression(element) ? [] : names(element.name)));
  return declarations.declarations.flatMap(({ name }) => names(name));
}

export function isConst(declarations: ts.VariableDeclarationList): boolean {
  return (declarations.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return [];
  if (ts.isVariableStatement(statement)) return namesOf(statement.declarationList);
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) return [statement.name.text];
  return [];
}

function importedBy(statement: ts.Statement): (readonly [local: string, { module: string; name: string }])[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const { namedBindings } = statement.importClause ?? {};
  if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) return [];
  const module = statement.moduleSpecifier.text;
  return namedBindings.elements.map(({ name, propertyName }) => [name.text, { module, name: (propertyName ?? name).text }] as const);
}

/** By name, not as the default. */
function isExported(statement: ts.Statement): boolean {
  const kinds = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind) : [];
  return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword);
}
