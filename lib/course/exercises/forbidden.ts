import ts from 'typescript';
import type { Trial } from './exercise';
import { reached } from './reached';

/** What an answer may not use, and what it is worth to do without; alone the names are worth nothing, and whoever uses them is told so. */
export type Forbidden = readonly string[] | { readonly names: readonly string[]; readonly points: number };

/**
 * The trial of an answer that does without: passed where it names nothing of it. `first`: a trial that shows whether there is an answer, and where there
 * are points for doing without, whether it is right.
 */
export function forbiddenTrial(forbids: Forbidden, first: Trial): Trial {
  const { names, points } = 'names' in forbids ? forbids : { names: forbids, points: 0 };
  return {
    name: `without ${names.join(', ')}`,
    points,
    visibility: 'public',
    judge: async asked => {
      const wrong = await first.judge(asked);
      if (wrong !== undefined && points > 0) return wrong;
      const found = asked.source === undefined ? undefined : firstUse(asked.source, asked.name, names);
      return found && `forbidden: ${found.name} in line ${found.line}`;
    },
  };
}

/**
 * Where a function of a file first uses one of these names, itself or by what it names of the same file. A name is meant with all that lies in it:
 * `tf.train` is also `tf.train.adam`, under whatever name it was imported.
 */
export function firstUse(source: string, name: string, names: readonly string[]): { readonly name: string; readonly line: number } | undefined {
  const file = ts.createSourceFile('answer.ts', source, ts.ScriptTarget.Latest, true);
  const paths = new Map(file.statements.flatMap(imported));
  const used = reached(file.statements, name);
  for (const statement of used) remember(statement, paths);
  const uses = used.flatMap(statement => usesIn(statement, paths));
  const found = uses.find(({ path }) => names.some(forbidden => path === forbidden || path.startsWith(`${forbidden}.`)));
  return found && { name: found.path, line: file.getLineAndCharacterOfPosition(found.at).line + 1 };
}

/** What the names of an import stand for: what `descent` exports is called as there, what TensorFlow.js exports lies in `tf`. */
function imported(statement: ts.Statement): (readonly [local: string, path: string])[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const module = statement.moduleSpecifier.text;
  const root = module === 'descent' ? '' : module === '@tensorflow/tfjs' ? 'tf' : undefined;
  const { name, namedBindings } = statement.importClause ?? {};
  if (root === undefined) return [];
  const whole = name === undefined ? [] : [[name.text, root] as const];
  if (namedBindings === undefined) return whole;
  if (ts.isNamespaceImport(namedBindings)) return [...whole, [namedBindings.name.text, root]];
  return [...whole, ...namedBindings.elements.map(one => [one.name.text, within(root, (one.propertyName ?? one.name).text)] as const)];
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Variables that are another name for something known: `const { train } = tf`. */
function remember(node: ts.Node, paths: Map<string, string>): void {
  const bind = (name: ts.BindingName, path: string): void => {
    if (ts.isIdentifier(name)) paths.set(name.text, path);
    else if (ts.isObjectBindingPattern(name)) {
      for (const { name: local, propertyName = local } of name.elements) if (ts.isIdentifier(propertyName)) bind(local, within(path, propertyName.text));
    }
  };
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
    const path = pathOf(node.initializer, paths);
    if (path !== undefined) bind(node.name, path);
  }
  ts.forEachChild(node, child => remember(child, paths));
}

/** `tf.train.adam`, also as `tf['train'].adam`; undefined where it begins with nothing that is known. */
function pathOf(node: ts.Node, paths: ReadonlyMap<string, string>): string | undefined {
  if (ts.isIdentifier(node)) return paths.get(node.text);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) return pathOf(node.expression, paths);
  const inside = (owner: ts.Expression, name: string): string | undefined => {
    const path = pathOf(owner, paths);
    return path === undefined ? undefined : within(path, name);
  };
  if (ts.isPropertyAccessExpression(node)) return inside(node.expression, node.name.text);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) return inside(node.expression, node.argumentExpression.text);
  return undefined;
}

/** Everything known that is used, each by the whole of its path. */
function usesIn(node: ts.Node, paths: ReadonlyMap<string, string>): { path: string; at: number }[] {
  if (ts.isTypeNode(node)) return [];
  const path = pathOf(node, paths);
  if (path !== undefined) return [{ path, at: node.getStart() }];
  const found: { path: string; at: number }[] = [];
  ts.forEachChild(node, child => void (isOwnName(child, node) || found.push(...usesIn(child, paths))));
  return found;
}

/** Whether a name is one that the node gives, or one of something else, and no variable that is read. */
function isOwnName(child: ts.Node, node: ts.Node): boolean {
  if (ts.isBindingElement(node)) return child !== node.initializer;
  const isNamed = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node);
  return isNamed && child === node.name && ts.isIdentifier(child);
}
