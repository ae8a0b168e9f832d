import ts from 'typescript';

/**
 * A source that holds a solution and what a student sees instead, by comments:
 *
 *   // BEGIN SOLUTION … // END SOLUTION          stays in the solution; the student sees a to-do in its place
 *   // BEGIN SOLUTION NO PROMPT … // END SOLUTION  stays in the solution; the student sees nothing in its place
 *   … // SOLUTION                                 the same for one line
 *   /* BEGIN PROMPT … END PROMPT *\/              the student sees this; before a solution, in place of the to-do
 *   // BEGIN HIDDEN TESTS … // END HIDDEN TESTS  goes no further than the grader
 */
export interface Marked {
  /** As a student gets it. */
  readonly stub: string;
  /** As it was written, without the comments above. */
  readonly solution: string;
}

/** Takes a source apart. Errors, each with file and line: a mark that is not closed, is closed and was not opened, or lies within another. */
export function readMarks(source: string, file: string, toDo: string): Marked {
  const lines = source.split('\n');
  const marks = marksIn(source, file);
  const stub: string[] = [];
  const solution: string[] = [];
  let prompted = false;
  for (let at = 0; at < lines.length; ) {
    const mark = marks.get(at);
    const line = lines[at] as string;
    if (mark === undefined) {
      stub.push(line);
      solution.push(line);
      at += 1;
      continue;
    }
    const inside = lines.slice(at + 1, mark.end);
    switch (mark.kind) {
      case 'prompt':
        stub.push(...inside);
        prompted = true;
        break;
      case 'solution':
        if (!mark.silent && !prompted) stub.push(`${/^\s*/.exec(line)?.[0] ?? ''}${toDo}`);
        solution.push(...inside);
        prompted = false;
        break;
      case 'line':
        solution.push(line.replace(/\s*\/\/ SOLUTION\s*$/, ''));
        break;
      case 'hidden':
        solution.push(...inside);
    }
    at = mark.end + 1;
  }
  return { stub: stub.join('\n'), solution: solution.join('\n') };
}

interface Mark {
  readonly kind: 'prompt' | 'solution' | 'line' | 'hidden';
  /** The line that closes it. */
  readonly end: number;
  readonly silent: boolean;
}

/** By the line that opens them. */
function marksIn(source: string, file: string): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  let open: { kind: 'solution' | 'hidden'; silent: boolean; line: number } | undefined;
  const fail = (line: number, what: string): never => {
    throw new Error(`${file}:${line + 1}: ${what}`);
  };
  for (const { text, first, last } of commentsIn(source)) {
    const begins = /^\/\/ BEGIN (SOLUTION|HIDDEN TESTS)( NO PROMPT)?\s*$/.exec(text);
    const ends = /^\/\/ END (SOLUTION|HIDDEN TESTS)\s*$/.exec(text);
    const kind = (begins ?? ends)?.[1] === 'SOLUTION' ? 'solution' : 'hidden';
    const words = `${begins === null ? 'END' : 'BEGIN'} ${kind === 'solution' ? 'SOLUTION' : 'HIDDEN TESTS'}`;
    if (begins !== null) {
      if (open !== undefined) fail(first, `${words} lies within what was opened in line ${open.line + 1}`);
      open = { kind, silent: begins[2] !== undefined, line: first };
    } else if (ends !== null) {
      if (open?.kind !== kind) return fail(first, `${words} closes nothing`);
      marks.set(open.line, { kind, end: first, silent: open.silent });
      open = undefined;
    } else if (/^\/\* BEGIN PROMPT\s*\n/.test(text)) {
      if (open !== undefined) fail(first, `BEGIN PROMPT lies within what was opened in line ${open.line + 1}`);
      if (!/\n\s*END PROMPT \*\/$/.test(text)) fail(first, 'BEGIN PROMPT is not closed by "END PROMPT */"');
      marks.set(first, { kind: 'prompt', end: last, silent: false });
    } else if (/^\/\/ SOLUTION\s*$/.test(text)) {
      marks.set(first, { kind: 'line', end: first, silent: true });
    } else if (/\b(BEGIN|END) (SOLUTION|PROMPT|HIDDEN TESTS)\b/.test(text)) {
      fail(first, `cannot read the mark "${text.split('\n')[0]}"`);
    }
  }
  if (open !== undefined) fail(open.line, `BEGIN ${open.kind === 'solution' ? 'SOLUTION' : 'HIDDEN TESTS'} is not closed`);
  return marks;
}

/** Comments as the compiler sees them, so that one in a text or a template is none. */
function commentsIn(source: string): { text: string; first: number; last: number }[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of [...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []), ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? [])]) {
      found.set(range.pos, range);
    }
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
  return [...found.values()].sort((a, b) => a.pos - b.pos).map(({ pos, end }) => ({ text: source.slice(pos, end), first: lineOf(pos), last: lineOf(end) }));
}
