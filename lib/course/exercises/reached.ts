import ts from 'typescript';

/** The statements that a function consists of, with those that it names, in their order; all where it is not found. */
export function reached(statements: readonly ts.Statement[], name: string): readonly ts.Statement[] {
  const others = statements.filter(statement => !ts.isImportDeclaration(statement));
  const naming = (sought: string): ts.Statement[] => others.filter(statement => declares(statement, sought));
  const found = new Set(naming(name));
  for (const statement of found) {
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) for (const more of naming(node.text)) found.add(more);
      ts.forEachChild(node, visit);
    };
    visit(statement);
  }
  return found.size === 0 ? others : others.filter(statement => found.has(statement));
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.some(({ name: own }) => bound(own).includes(name));
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    return exportClause !== undefined && ts.isNamedExports(exportClause) && exportClause.elements.some(one => one.name.text === name);
  }
  return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name;
}

function bound(name: ts.BindingName): string[] {
  return ts.isIdentifier(name) ? [name.text] : name.elements.flatMap(element => (ts.isOmittedExpression(element) ? [] : bound(element.name)));
}
