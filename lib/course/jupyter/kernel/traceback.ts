/** What Jupyter wants to know about a cell that failed. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** The names under which failures that are not exceptions are reported. */
export const COMPILE_ERROR = 'CompileError';
export const INTERRUPTED = 'Interrupted';

/** Drops the stack frames of tslab, of this kernel and of Node itself: a reader of the cell can do nothing about them. */
export function cleanStack(lines: string[], kernelFolder = __dirname): string[] {
  return lines.filter(line => !(isFrame(line) && isInternal(line, kernelFolder)));
}

export function isFrame(line: string): boolean {
  return /^\s*at /.test(line);
}

/** Reads the failure out of the text that stock tslab prints on stderr, which is the only place where it says it. */
export function failureFromStderr(text: string): Failure {
  const lines = cleanStack(text.trimEnd().split('\n'))
    .map(line => line.replace(/evalmachine\.<anonymous>/g, 'cell'));
  const diagnostic = lines.find(line => /^(\S+ )?\d+:\d+ - /.test(line));
  if (diagnostic !== undefined) return { ename: COMPILE_ERROR, evalue: diagnostic, traceback: lines };
  const start = lines.findIndex((line, index) => !isFrame(line) && isFrame(lines[index + 1] ?? ''));
  const headline = lines.find(line => /^(Uncaught )?[A-Z]\w*(Error|Exception)\b.*: /.test(line)) ?? lines[start] ?? lines.at(-1) ?? '';
  const [, ename, evalue] = /^(?:Uncaught )?([A-Z]\w*)(?: \[\w+\])?: (.*)$/.exec(headline) ?? [];
  if (evalue === 'Interrupted asynchronously' || /was interrupted by `SIGINT`/.test(headline)) {
    return { ename: INTERRUPTED, evalue: 'the cell was interrupted', traceback: lines };
  }
  return { ename: ename ?? 'Error', evalue: evalue ?? (headline || 'the kernel gave no reason'), traceback: lines };
}

function isInternal(line: string, kernelFolder: string): boolean {
  return /[( ]node:/.test(line) || /[\\/]node_modules[\\/]tslab[\\/]/.test(line) || line.includes(`${kernelFolder}/`) || line.includes(`${kernelFolder}\\`);
}
