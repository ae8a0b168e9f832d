import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** How a name may fall short of being documented, and where it is declared. */
export interface Undocumented {
  /** As a reader reaches it: `schedules.cosine`, `Surface.minima`. */
  readonly name: string;
  readonly file: string;
  readonly why: 'no doc comment' | 'too short';
}

/** A name needs a sentence, a member may make do with a phrase. */
const leastWords = { name: 5, member: 3 };

/**
 * The public names of an entry file that lack a doc comment, and those properties and methods of exported interfaces, object types and classes
 * that do. Follows `export *`, named exports and namespaces such as `schedules`. Members that a class overrides or an interface inherits have
 * their comment where they come from, private and protected ones are nobody's concern, and other packages' names are theirs to explain.
 */
export function undocumented(entry: string, read: (path: string) => string | undefined = fromDisk): Undocumented[] {
  const program = ts.createProgram([entry], { noLib: true, types: [] }, hostOf(read));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`undocumented: "${entry}" is not a module with exports`);
  const seen = new Set<ts.Symbol>();
  const found: Undocumented[] = [];

  const report = (name: string, node: ts.Node, least: number): void => {
    const words = wordsOf(node);
    if (words >= least) return;
    found.push({ name, file: node.getSourceFile().fileName, why: words === 0 ? 'no doc comment' : 'too short' });
  };
  const visit = (exported: ts.Symbol, prefix: string): void => {
    const name = prefix + exported.name;
    const namespace = exported.declarations?.find(ts.isNamespaceExport);
    if (namespace) report(name, namespace.parent, leastWords.name);
    const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = target.declarations ?? [];
    if (declarations.length === 0 || seen.has(target)) return;
    seen.add(target);
    if (ts.isSourceFile(declarations[0] as ts.Node)) {
      for (const inner of checker.getExportsOfModule(target)) visit(inner, `${name}.`);
      return;
    }
    // An assignment such as `ema.latex = …` declares a property of a function, not the function.
    const own = declarations.filter(node => !ts.isPropertyAccessExpression(node) && !ts.isBinaryExpression(node));
    const best = own.reduce((a, b) => (wordsOf(b) > wordsOf(a) ? b : a));
    report(name, best, leastWords.name);
    for (const member of own.flatMap(membersOf)) report(`${name}.${memberName(member)}`, member, leastWords.member);
  };
  for (const exported of checker.getExportsOfModule(module)) visit(exported, '');
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The words of the doc comment of a declaration, tags left out; 0 where there is none. */
function wordsOf(node: ts.Node): number {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(comment => ts.getTextOfJSDocComment(comment.comment) ?? '').join(' ');
  return text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The members that need a comment of their own. */
function membersOf(node: ts.Node): ts.Node[] {
  if (ts.isInterfaceDeclaration(node)) return node.members.filter(isNamed);
  if (ts.isTypeAliasDeclaration(node)) return literalsIn(node.type).flatMap(literal => literal.members.filter(isNamed));
  if (!ts.isClassDeclaration(node)) return [];
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;
  return node.members.filter(member => isNamed(member) && (ts.getCombinedModifierFlags(member) & hidden) === 0);
}

/** Object types that are spelled out in an alias, also as parts of a union or an intersection. */
function literalsIn(type: ts.TypeNode): ts.TypeLiteralNode[] {
  if (ts.isTypeLiteralNode(type)) return [type];
  if (ts.isParenthesizedTypeNode(type)) return literalsIn(type.type);
  return ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type) ? type.types.flatMap(literalsIn) : [];
}

function isNamed(member: ts.ClassElement | ts.TypeElement): boolean {
  return member.name !== undefined && !ts.isPrivateIdentifier(member.name);
}

function memberName(member: ts.Node): string {
  return (member as ts.NamedDeclaration).name?.getText() ?? '';
}

/** Reads only what is asked for, and no other package: a second instead of ten. */
function hostOf(read: (path: string) => string | undefined): ts.CompilerHost {
  const resolve = (from: string, name: string): string | undefined => {
    if (!name.startsWith('.')) return undefined;
    return [`${name}.ts`, `${name}/index.ts`].map(path => join(dirname(from), path)).find(path => read(path) !== undefined);
  };
  return {
    getSourceFile: path => {
      const text = read(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    },
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const path = resolve(from, text);
        return { resolvedModule: path === undefined ? undefined : { resolvedFileName: path, extension: ts.Extension.Ts } };
      }),
    fileExists: path => read(path) !== undefined,
    readFile: read,
    writeFile: () => undefined,
    getDefaultLibFileName: () => '',
    getCurrentDirectory: () => '',
    getCanonicalFileName: path => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
}

function fromDisk(path: string): string | undefined {
  return existsSync(path) && path.endsWith('.ts') ? readFileSync(path, 'utf8') : undefined;
}
