import { loadLesson, type Lesson } from '../../lib/course/exercises/lesson';
import type { Course } from '../../lib/src/notebook/course';
import { courseOf } from '../checking/course-with';

/** How long one call may take in the lesson below, in seconds: short, and long enough where the machine has other things to do. */
export const CALL_SECONDS = 0.8;

/** The right answers of the lesson below: a step on tensors, a function of a list, and one that builds on it. */
export const RIGHT = {
  descend: '({ w, g }, { eta }) => ({ w: tf.sub(w, tf.mul(eta, g)) })',
  mean: 'values => values.reduce((sum, value) => sum + value, 0) / values.length',
  spread: 'values => mean(values.map(value => (value - mean(values)) ** 2))',
} as const;

export const SLUG = '01-parts';

const declared = (head: string, code: string, rest: string): string => `import { gradientDescent, tf, type UpdateFunction } from 'descent';
import { answer, number, update } from 'descent/exercises';
${head}
/** A task. */
${code}
export default ${rest};
`;

const numbersDrawn = 'random: random => [Array.from({ length: 4 }, () => 8 + random.uniform())]';

const declarations: Readonly<Record<string, string>> = {
  '1-descend.ts': declared('', `export const descend: UpdateFunction<'eta', never> = ({ w, g }, { eta }) => {
  // BEGIN SOLUTION
  return (${RIGHT.descend})({ w, g }, { eta });
  // END SOLUTION
};`, `update({ title: 'a step', solution: descend, method: gradientDescent, hints: ['Down.'], hyper: { eta: 0.1 }, seconds: ${CALL_SECONDS}, forbids: ['tf.train'] })`),
  '2-mean.ts': declared('', `export function mean(values: number[]): number {
  // BEGIN SOLUTION
  return (${RIGHT.mean.replace('values =>', '(values: number[]) =>')})(values);
  // END SOLUTION
}`, `answer({ title: 'a mean', solution: mean, gives: number, hints: ['Add them.'], seconds: ${CALL_SECONDS},
  cases: [{ name: 'of three', asks: [[[1, 2, 6]]] }, { name: 'of one', asks: [[[5]]] }], ${numbersDrawn} })`),
  '3-spread.ts': declared('const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;', `export function spread(values: number[]): number {
  // BEGIN SOLUTION
  return (${RIGHT.spread.replace('values =>', '(values: number[]) =>')})(values);
  // END SOLUTION
}`, `answer({ title: 'a spread', solution: spread, gives: number, hints: ['Use the mean.'], seconds: ${CALL_SECONDS}, needs: ['mean'],
  cases: [{ name: 'of three', asks: [[[1, 2, 6]]] }], ${numbersDrawn} })`),
};

/** A course of one small lesson, `01-parts`, of 16 points: `descend` 7, `mean` 5, `spread` 4. A wrong `mean` costs nothing in `spread`, which builds on it. */
export async function partsCourse(): Promise<{ course: Course; lesson: Lesson }> {
  const files = Object.fromEntries(Object.entries(declarations).map(([name, text]) => [`test/exercises/${SLUG}/${name}`, text]));
  const course = courseOf({ ...files, [`exercises/${SLUG}.ts`]: '' });
  return { course, lesson: await loadLesson(course, SLUG) };
}

/** What is handed in for the lesson: right, but for the functions that are given, each as the value of a constant, and for what stands above or below them. */
export interface Answers extends Partial<Record<keyof typeof RIGHT, string>> {
  readonly above?: string;
  readonly below?: string;
}

export function answersFile({ above = '', below = '', ...functions }: Answers = {}): string {
  const constants = Object.entries({ ...RIGHT, ...functions }).map(([name, value]) => `export const ${name}: any = ${value};`);
  return ["import { tf } from 'descent';", above, ...constants, below, ''].join('\n');
}
