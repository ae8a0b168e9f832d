import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A public name and where it is declared. */
export interface PublicDeclaration {
  /** As a reader reaches it: `train`, `schedules.cosine`. */
  readonly name: string;
  /** Several for overloads. Empty for what another package declares. */
  readonly declarations: readonly ts.Node[];
  /** Of a whole module that is handed on under this name. */
  readonly namespace?: ts.ExportDeclaration;
}

/** Reads a file; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/**
 * The public names of an entry file, through `export *`, named exports and namespaces such as `schedules`, whose members follow them; each thing
 * under its first name. Errors: an entry without exports.
 */
export function publicDeclarations(entry: string, read: ReadFile = fromDisk): { names: PublicDeclaration[]; checker: ts.TypeChecker } {
  const program = ts.createProgram([entry], { noLib: true, types: [] }, hostOf(read));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`public names: "${entry}" is not a module with exports`);
  const seen = new Set<ts.Symbol>();
  const visit = (exported: ts.Symbol, prefix: string): PublicDeclaration[] => {
    const name = prefix + exported.name;
    const namespace = exported.declarations?.find(ts.isNamespaceExport)?.parent;
    const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = target.declarations ?? [];
    const whole = namespace === undefined ? [] : [{ name, declarations: [], namespace }];
    if (declarations.length === 0 || seen.has(target)) return whole;
    seen.add(target);
    if (ts.isSourceFile(declarations[0] as ts.Node)) {
      return [...whole, ...checker.getExportsOfModule(target).flatMap(inner => visit(inner, `${name}.`))];
    }
    // An assignment such as `ema.latex = …` declares a property of a function, not the function.
    return [{ name, declarations: declarations.filter(node => !ts.isPropertyAccessExpression(node) && !ts.isBinaryExpression(node)) }];
  };
  return { names: checker.getExportsOfModule(module).flatMap(exported => visit(exported, '')), checker };
}

/** The doc comment of a declaration, tags left out; empty where there is none. */
export function commentOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments.map(comment => ts.getTextOfJSDocComment(comment.comment) ?? '').join(' ');
}

/** The members of an interface, of object types that an alias spells out, or of a class: those that a reader may use, inherited ones left out. */
export function membersOf(node: ts.Node): ts.NamedDeclaration[] {
  if (ts.isInterfaceDeclaration(node)) return node.members.filter(isNamed);
  if (ts.isTypeAliasDeclaration(node)) return literalsIn(node.type).flatMap(literal => literal.members.filter(isNamed));
  if (!ts.isClassDeclaration(node)) return [];
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;
  return node.members.filter(member => isNamed(member) && (ts.getCombinedModifierFlags(member) & hidden) === 0);
}

/** Object types that are spelled out, also as parts of a union or an intersection. */
export function literalsIn(type: ts.TypeNode): ts.TypeLiteralNode[] {
  if (ts.isTypeLiteralNode(type)) return [type];
  if (ts.isParenthesizedTypeNode(type)) return literalsIn(type.type);
  return ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type) ? type.types.flatMap(literalsIn) : [];
}

export function isNamed(member: ts.ClassElement | ts.TypeElement): boolean {
  return member.name !== undefined && !ts.isPrivateIdentifier(member.name);
}

export function nameOf(member: ts.NamedDeclaration): string {
  return member.name?.getText() ?? '';
}

/** Reads only what is asked for, and no other package: a second instead of ten. */
function hostOf(read: ReadFile): ts.CompilerHost {
  const resolve = (from: string, name: string): string | undefined => {
    if (!name.startsWith('.')) return undefined;
    return ['.ts', '/index.ts', '.d.ts', '/index.d.ts'].map(ending => join(dirname(from), name + ending)).find(path => read(path) !== undefined);
  };
  return {
    getSourceFile: path => {
      const text = read(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    },
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const path = resolve(from, text);
        const extension = path?.endsWith('.d.ts') ? ts.Extension.Dts : ts.Extension.Ts;
        return { resolvedModule: path === undefined ? undefined : { resolvedFileName: path, extension } };
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
