import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import { inPackage } from '../../src/package-folder';

/** Where the types of a student's code do not fit. */
export interface TypeFault {
  /** As in the submission: "exercises/07-adam.ts". */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** In one line. */
  readonly reason: string;
  /** The line itself. */
  readonly code: string;
}

/** The files of a student, by their path with slashes. */
export type OwnFiles = Readonly<Record<string, string>>;

/** There is no such folder: nothing that a student writes leads to a file of this machine, but for packages. */
const FOLDER = '/submission';

/**
 * Finds type errors in students' files. What it has read of the library stays in memory, so the first question takes seconds, and later ones a fraction
 * of one.
 */
export class TypeErrors {
  readonly #libraries = new Map<string, ts.SourceFile | undefined>();
  #program: ts.Program | undefined;

  /** In an entry and in what it imports, by file and place. An untyped rewrite is none: whatever is only not said to be of a type. */
  in(files: OwnFiles, entry: string): TypeFault[] {
    const program = ts.createProgram([`${FOLDER}/${entry}`], OPTIONS, this.#host(files), this.#program);
    this.#program = program;
    return program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(`${FOLDER}/`) && !fileName.endsWith('.json'))
      .flatMap(source => withoutUnreachable([...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]))
      .filter(({ code }) => !isAboutAny(code))
      .flatMap(faultOf);
  }

  #host(files: OwnFiles): ts.CompilerHost {
    const own = (name: string): string | undefined => (name.startsWith(`${FOLDER}/`) ? files[name.slice(FOLDER.length + 1)] : undefined);
    const isOpen = (name: string): boolean => !name.startsWith(FOLDER) && OPEN.some(folder => name.includes(folder)) && !LEFT_OUT.some(folder => name.includes(folder));
    const library = (name: string, how: HowToParse): ts.SourceFile | undefined => {
      if (!this.#libraries.has(name)) this.#libraries.set(name, parsed(name, ts.sys.readFile(name), how));
      return this.#libraries.get(name);
    };
    return {
      getSourceFile: (name, how) => (isOpen(name) ? library(name, how) : parsed(name, own(name), how)),
      fileExists: name => own(name) !== undefined || (isOpen(name) && ts.sys.fileExists(name)),
      readFile: name => own(name) ?? (isOpen(name) ? ts.sys.readFile(name) : undefined),
      directoryExists: name => Object.keys(files).some(file => `${FOLDER}/${file}`.startsWith(`${name}/`)) || (isOpen(`${name}/`) && ts.sys.directoryExists(name)),
      realpath: name => (isOpen(name) ? (ts.sys.realpath?.(name) ?? name) : name),
      // What comments say is of no use here.
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      getCurrentDirectory: () => FOLDER,
      getDefaultLibFileName: () => join(LIBRARIES, 'lib.d.ts'),
      getDefaultLibLocation: () => LIBRARIES,
      getCanonicalFileName: name => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => {},
    };
  }
}

type HowToParse = ts.ScriptTarget | ts.CreateSourceFileOptions;

function parsed(name: string, text: string | undefined, how: HowToParse): ts.SourceFile | undefined {
  return text === undefined ? undefined : ts.createSourceFile(name, text, how);
}

const slashes = (path: string): string => path.split(sep).join('/');
const LIBRARIES = slashes(dirname(require.resolve('typescript')));
const DECLARATIONS = slashes(inPackage('dist', 'src'));

/** Beyond a student's own files only declarations of packages and of this library are read. */
const OPEN: readonly string[] = ['/node_modules/', `${DECLARATIONS}/`];

/** Types that the library's own refer to, of figures and of devices; they are as long as all others together, and are any type here. */
const LEFT_OUT: readonly string[] = ['/plotly.js/', '/@webgpu/types/'];

/** As in the course's tsconfig.json, but with imports as the check reads them. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  // Not that of a page: it takes long to read, and where an exercise runs there is none.
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // A file without exports shares no names with others.
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  // Also what is to be left unsaid below: without it a list that begins empty could hold nothing.
  strict: true,
  // Not to complain of it, but to know where it is.
  allowUnreachableCode: false,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [slashes(dirname(dirname(require.resolve('@types/node/package.json'))))],
  paths: {
    descent: [`${DECLARATIONS}/index.d.ts`],
    '@tensorflow/tfjs': [slashes(join(dirname(require.resolve('@tensorflow/tfjs/package.json')), 'dist', 'index.d.ts'))],
  },
};

/** What never runs, as all below a `toDo` that is still there, has no types either: in a loop there all is taken for `never`. */
function withoutUnreachable(found: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  const dead = found.filter(({ code }) => code === UNREACHABLE);
  const isIn = ({ start = 0, length = 0 }: ts.Diagnostic, place: number): boolean => place >= start && place < start + length;
  return found.filter(fault => !dead.some(range => isIn(range, fault.start ?? -1)));
}

const UNREACHABLE = 7027;

/** "Parameter implicitly has an 'any' type", and its relatives, have these numbers. */
function isAboutAny(code: number): boolean {
  return code >= 7000 && code < 8000;
}

function faultOf({ file, start, messageText }: ts.Diagnostic): TypeFault[] {
  if (file === undefined || start === undefined) return [];
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const code = file.text.split(/\r\n|[\n\r\u2028\u2029]/)[line] ?? '';
  return [{ file: file.fileName.slice(FOLDER.length + 1), line: line + 1, column: character + 1, reason: reasonOf(messageText), code }];
}

/** What does not fit, and the innermost reason why; what lies between repeats both. */
function reasonOf(message: string | ts.DiagnosticMessageChain): string {
  if (typeof message === 'string') return sentence(message);
  let inmost = message;
  while (inmost.next?.[0] !== undefined) inmost = inmost.next[0];
  return inmost === message ? sentence(message.messageText) : `${sentence(message.messageText)}: ${sentence(inmost.messageText)}`;
}

function sentence(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\.$/, '');
}
