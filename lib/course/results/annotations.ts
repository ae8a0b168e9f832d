import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { LessonResult, SubmissionResult } from '../grading/result';
import { lessonStatus, messageOf, verdictWords } from './outcomes';
import { cut, forCommand, forCommandProperty, forLog } from './strangers-text';

/** GitHub shows ten annotations of a kind for a step, and drops the others without a word. */
const most = 10;

interface Annotation {
  /** The file that it stands at, as far as the submission has it. */
  readonly file?: string;
  readonly title: string;
  readonly message: string;
}

/**
 * The commands that annotate a GitHub workflow, ten at most, the last of which then counts the rest; after them, in a part of the log where the runner
 * takes no commands, what the student's code printed. Whoever wrote that must not know the token; by default it is drawn anew.
 */
export function annotations(result: SubmissionResult, token = randomBytes(24).toString('hex')): string {
  const all = annotationsOf(result);
  const rest = { title: 'And more', message: `${all.length - most + 1} more; the summary has them` };
  const shown = all.length <= most ? all : [...all.slice(0, most - 1), rest];
  const printed = printsOf(result);
  return [...shown.map(commandOf), ...(printed === '' ? [] : [forLog(printed, token)])].map(line => `${line}\n`).join('');
}

function commandOf({ file, title, message }: Annotation): string {
  const place = file === undefined ? '' : `file=${forCommandProperty(file)},`;
  return `::error ${place}title=${forCommandProperty(cut(title, 200))}::${forCommand(cut(message, 2000))}`;
}

function annotationsOf(result: SubmissionResult): Annotation[] {
  if (result.verdict === 'graded') return result.lessons.flatMap(lesson => ofLesson(lesson, fileOf(result, lesson)));
  const { title, text } = verdictWords(result);
  return [{ title, message: text }];
}

function ofLesson(lesson: LessonResult, place: Pick<Annotation, 'file'>): Annotation[] {
  if (lesson.status !== 'graded') return [{ ...place, title: lesson.slug, message: lesson.message || lessonStatus[lesson.status] }];
  return lesson.exercises.flatMap(exercise => exercise.trials.filter(({ outcome }) => outcome !== 'passed').map(trial => ({
    ...place,
    title: `${exercise.number} ${exercise.title}: ${trial.name}`,
    message: messageOf(trial),
  })));
}

function fileOf({ submission }: SubmissionResult, { slug }: LessonResult): Pick<Annotation, 'file'> {
  const path = submission.files.map(file => file.path).find(name => basename(name).replace(/\.[^.]*$/, '') === slug);
  return path === undefined ? {} : { file: path };
}

function printsOf({ lessons }: SubmissionResult): string {
  const trials = lessons.flatMap(({ exercises }) => exercises).flatMap(exercise => exercise.trials);
  return trials.filter(({ printed }) => printed !== '').map(({ id, printed }) => `${id} printed:\n${printed.trimEnd()}`).join('\n');
}
