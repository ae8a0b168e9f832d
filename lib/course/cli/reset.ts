import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { findCourse, type Course } from '../../src/notebook/course';
import { requireNumber } from '../../src/notebook/hint';
import { loadLesson } from '../exercises/lesson';
import { stubFile, stubOf } from '../exercises/lesson-files';
import { writeFileAtomically } from '../files/atomic-write';

/**
 * Puts an exercise (7.2), or the file of a lesson (07-adam), back to how it was handed out. What was there is kept beside it in the course's folder.
 * Errors: an exercise that there is not; a file in which the function cannot be found.
 */
export async function reset(what: string): Promise<void> {
  const course = findCourse();
  const isNumber = /^\d+\.\d+$/.test(what);
  const { slug, function: name } = isNumber ? requireNumber(course, what) : { slug: what, function: undefined };
  const lesson = await loadLesson(course, slug);
  const file = join(course.exercises, `${slug}.ts`);
  const before = readFileSync(file, 'utf8');
  const exercise = lesson.exercises.find(one => one.function === name);
  const after = exercise === undefined ? stubFile(lesson) : replaced(before, exercise.function, stubOf(exercise), relative(course.root, file), slug);
  const kept = keep(course, slug, before);
  writeFileAtomically(file, after);
  console.log(`${what} is as it was handed out; what was there is kept in ${relative(course.root, kept)}`);
}

/** The text with one exported function, and its comment, replaced. */
function replaced(text: string, name: string, stub: string, file: string, slug: string): string {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const statements = tree.statements.filter(statement => declares(statement, name, tree));
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) {
    throw new Error(`${file}: expected one function called ${name}, found ${statements.length}; "descent reset ${slug}" resets the whole file`);
  }
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const from = comments.at(-1)?.pos ?? statement.getStart();
  return `${text.slice(0, from)}${stub}${text.slice(statement.getEnd())}`;
}

function declares(statement: ts.Statement, name: string, tree: ts.SourceFile): boolean {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name;
  return ts.isVariableStatement(statement) && statement.declarationList.declarations.some(one => one.name.getText(tree) === name);
}

/** Numbered, so that no earlier one is lost. */
function keep({ root }: Course, slug: string, text: string): string {
  const folder = join(root, '.descent', 'before-reset');
  mkdirSync(folder, { recursive: true });
  const numbers = readdirSync(folder).map(name => (name.startsWith(`${slug}.`) ? parseInt(name.slice(slug.length + 1)) || 0 : 0));
  const file = join(folder, `${slug}.${Math.max(0, ...numbers) + 1}.ts`);
  writeFileAtomically(file, text);
  return file;
}
