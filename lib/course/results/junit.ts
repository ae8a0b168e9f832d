import { DOMImplementation, XMLSerializer, type Element } from '@xmldom/xmldom';
import type { ExerciseResult, LessonResult, SubmissionResult, TrialResult } from '../grading/result';
import { lessonStatus, messageOf, outcomes, verdictWords } from './outcomes';
import { oneLine, plainText } from './strangers-text';

/** One test case as JUnit knows it: it passed, gave a wrong answer (a failure) or none (an error). */
interface Case {
  readonly name: string;
  readonly classname: string;
  readonly seconds: number;
  readonly bad?: { readonly tag: 'failure' | 'error'; readonly type: string; readonly message: string };
  readonly printed?: string;
}

/**
 * JUnit's XML in the form that Jenkins and most others read: a suite for each lesson, a case for each trial. Whatever did not finish is an error, and
 * so is a lesson of which nothing ran and a submission that is not graded: no case passes that has not run.
 */
export function junitXml(result: SubmissionResult): string {
  const document = new DOMImplementation().createDocument(null, 'testsuites');
  const root = document.documentElement as Element;
  const suites = result.lessons.map(lesson => ({ name: lesson.slug, cases: casesOf(lesson) }));
  if (result.verdict !== 'graded') suites.unshift({ name: 'submission', cases: [refusal(result)] });
  const append = (parent: Element, tag: string, attributes: Readonly<Record<string, string>>, text = ''): Element => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, oneLine(value));
    if (text !== '') element.appendChild(document.createTextNode(plainText(text)));
    parent.appendChild(element);
    return element;
  };
  setTotals(root, { name: `descent: ${result.student.id}` }, suites.flatMap(({ cases }) => cases));
  for (const { name, cases } of suites) {
    const suite = append(root, 'testsuite', {});
    setTotals(suite, { name, ...(result.submission.submittedAt && { timestamp: result.submission.submittedAt.replace('Z', '') }) }, cases);
    for (const { name, classname, seconds, bad, printed } of cases) {
      const testcase = append(suite, 'testcase', { name, classname, time: seconds.toFixed(3) });
      if (bad) append(testcase, bad.tag, { type: bad.type, message: bad.message }, bad.message);
      if (printed) append(testcase, 'system-out', {}, printed);
    }
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document)}\n`;
}

function setTotals(element: Element, attributes: Readonly<Record<string, string>>, cases: readonly Case[]): void {
  const count = (tag: string): string => String(cases.filter(({ bad }) => bad?.tag === tag).length);
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  const totals = { tests: String(cases.length), failures: count('failure'), errors: count('error'), time: seconds.toFixed(3) };
  for (const [name, value] of Object.entries({ ...attributes, ...totals })) element.setAttribute(name, oneLine(value));
}

function casesOf(lesson: LessonResult): Case[] {
  const message = lesson.message || lessonStatus[lesson.status] || 'nothing of it ran';
  const nothing = (name: string): Case => ({ name, classname: lesson.slug, seconds: 0, bad: { tag: 'error', type: lesson.status, message } });
  if (lesson.exercises.length === 0) return [nothing(lesson.slug)];
  return lesson.exercises.flatMap(exercise => {
    if (exercise.trials.length === 0) return [nothing(`${exercise.number} ${exercise.title}`)];
    return exercise.trials.map(trial => caseOf(lesson, exercise, trial));
  });
}

function caseOf(lesson: LessonResult, exercise: ExerciseResult, trial: TrialResult): Case {
  const { kind } = outcomes[trial.outcome];
  return {
    name: `${exercise.number} ${trial.name}`,
    classname: `${lesson.slug}.${exercise.function}`,
    seconds: trial.seconds,
    ...(kind !== 'pass' && { bad: { tag: kind, type: trial.outcome, message: messageOf(trial) } }),
    printed: trial.printed,
  };
}

function refusal(result: SubmissionResult): Case {
  const { title, text } = verdictWords(result);
  return { name: title, classname: 'submission', seconds: 0, bad: { tag: 'error', type: result.verdict, message: text } };
}
