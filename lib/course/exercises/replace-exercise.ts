import ts from 'typescript';
import { importOf, stubOf } from './lesson-files';
import type { LessonExercise } from './lesson';

/**
 * The text of a student's file with one exercise as it was handed out: its function, its task, and the imports that both need. All else stays, down to the
 * ends of lines. Errors: no such function in the file, more than one, or one in a statement with others; `file` is what it is called.
 */
export function replaceExercise(text: string, exercise: LessonExercise, file: string): string {
  const name = exercise.function;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const statements = tree.statements.filter(statement => namesOf(statement).includes(name));
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) throw new Error(`${file}: expected one function called ${name}, found ${statements.length}`);
  if (namesOf(statement).length > 1) throw new Error(`${file}: ${name} is declared together with others; give it a statement of its own`);
  const stub = stubOf(exercise);
  const start = taskOf(statement, text)?.pos ?? statement.getStart();
  const replaced = `${text.slice(0, start)}${withEndsOf(text, stub)}${text.slice(statement.getEnd())}`;
  const missing = importOf([exercise], [stub], new Set(tree.statements.flatMap(namesOf)));
  return missing === '' ? replaced : withEndsOf(text, `${missing}\n`) + replaced;
}

/** The comment that begins with two stars right above it; others are the student's own. */
function taskOf(statement: ts.Statement, text: string): ts.CommentRange | undefined {
  const last = ts.getLeadingCommentRanges(text, statement.getFullStart())?.at(-1);
  return last !== undefined && text.startsWith('/**', last.pos) ? last : undefined;
}

function withEndsOf(text: string, part: string): string {
  return text.includes('\r\n') ? part.replaceAll('\n', '\r\n') : part;
}

/** What a statement at the top of a file declares or imports. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (!ts.isImportDeclaration(statement)) return [];
  const { name, namedBindings } = statement.importClause ?? {};
  const others = namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings.name] : namedBindings.elements.map(element => element.name);
  return [...(name === undefined ? [] : [name]), ...others].map(({ text }) => text);
}
