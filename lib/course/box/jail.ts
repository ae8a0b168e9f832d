import { posix } from 'node:path';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, PartialMessage, Plugin } from 'esbuild';
import ts from 'typescript';
import { replaceable } from './replaceable';
import type { SubmittedFiles } from './submitted-files';

/** The packages that an exercise may import; the box has a copy of each. */
export const ALLOWED_PACKAGES: readonly string[] = ['descent', '@tensorflow/tfjs'];

/** Where a submission lies for the compiler; there is no such folder. */
export const VIRTUAL_FOLDER = '/submission';

/**
 * Resolves every import of a submission: files of its own by relative paths, and the allowed packages. Nothing else is looked for on this machine, no
 * tsconfig.json, package.json or node_modules of the submission is read, and what is refused is named with what may be imported.
 */
export function jail(files: SubmittedFiles, entry: string): Plugin {
  return {
    name: 'jail',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, args => (args.kind === 'entry-point' ? { path: args.path, namespace: 'entry' } : resolved(args, files)));
      onLoad({ filter: /.*/, namespace: 'entry' }, () => ({ contents: entry }));
      onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({ contents: `module.exports = packages[${JSON.stringify(path)}]` }));
      onLoad({ filter: /.*/ }, ({ path }) => loaded(submittedPath(path), files));
    },
  };
}

function resolved({ path, importer, namespace }: OnResolveArgs, files: SubmittedFiles): OnResolveResult {
  if (ALLOWED_PACKAGES.includes(path)) return { path, namespace: 'package' };
  if (!/^\.\.?(\/|$)/.test(path)) return refused(`"${path}" cannot be imported`);
  const target = posix.join(namespace === 'entry' ? '.' : posix.dirname(submittedPath(importer)), path);
  if (target === '..' || target.startsWith('../')) return refused(`"${path}" leads out of the submission`);
  if (target.split('/').includes('node_modules')) return refused(`"${path}" cannot be imported`);
  if (/\.(node|wasm)$/.test(target)) return refused(`"${path}" cannot be imported`);
  try {
    const found = candidates(target).find(name => files.read(name) !== undefined);
    return found === undefined ? { errors: [{ text: `cannot find "${path}" in the submission` }] } : { path: `${VIRTUAL_FOLDER}/${found}` };
  } catch (error) {
    return { errors: [{ text: (error as Error).message }] };
  }
}

function loaded(path: string, files: SubmittedFiles): OnLoadResult {
  const text = files.read(path) ?? '';
  if (path.endsWith('.json')) return { contents: text, loader: 'json' };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const errors = unknownTo(source);
  return errors.length > 0 ? { errors } : { contents: replaceable(source), loader: /\.[mc]?ts$/.test(path) ? 'ts' : 'js' };
}

function submittedPath(name: string): string {
  return posix.relative(VIRTUAL_FOLDER, name.replaceAll('\\', '/').replace(/^[A-Za-z]:/, ''));
}

function refused(reason: string): OnResolveResult {
  return { errors: [{ text: `${reason}; ${MAY_IMPORT}` }] };
}

const MAY_IMPORT = `an exercise may import ${ALLOWED_PACKAGES.join(', ')} and TypeScript, JavaScript and JSON files of its own, by relative paths`;

/** With or without its ending, by the ending of what it is compiled to, or as the folder of an index. */
function candidates(target: string): string[] {
  const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
  const known = endings.some(ending => target.endsWith(ending));
  const written = target.replace(/\.([mc]?)js$/, '.$1ts');
  const bare = [target, posix.join(target, 'index')];
  return [...(known ? [target, written] : []), ...bare.flatMap(name => endings.map(ending => name + ending))];
}

/** What the compiler lets pass, because only the running program knows what it would import. */
function unknownTo(source: ts.SourceFile): PartialMessage[] {
  const found: PartialMessage[] = [];
  const visit = (node: ts.Node): void => {
    if (isImportOfUnknown(node)) found.push(at(source, node, `import() needs the name of a file in quotes; ${MAY_IMPORT}`));
    if (isRequireResolve(node)) found.push(at(source, node, `require.resolve cannot be used; ${MAY_IMPORT}`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isImportOfUnknown(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return false;
  return !node.arguments.slice(0, 1).every(ts.isStringLiteralLike);
}

function isRequireResolve(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require' && node.name.text === 'resolve';
}

function at(source: ts.SourceFile, node: ts.Node, text: string): PartialMessage {
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  const lineText = source.text.split(/\r\n|[\n\r\u2028\u2029]/)[line] ?? '';
  return { text, location: { file: source.fileName, line: line + 1, column: Buffer.byteLength(lineText.slice(0, character)), lineText } };
}
