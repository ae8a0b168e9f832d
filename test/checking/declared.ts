/** One exercise in as few words as it takes: what it gives, and its right answer, both as they are written in its file. */
export interface Asked {
  /** One of the kit's: `number`, `named('answer')`. */
  readonly gives: string;
  readonly right: string;
  /** How many trials there are; default one, called "it answers". */
  readonly trials?: readonly string[];
}

/**
 * The declarations of a lesson, by their path in a course: functions that take nothing, by their names, in order. Their trials are called
 * "1.1 first > it answers".
 */
export function declared(functions: Readonly<Record<string, Asked>>, slug = '01-a'): Record<string, string> {
  return Object.fromEntries(Object.entries(functions).map(([name, asked], k) => [`test/exercises/${slug}/${k + 1}-${name.toLowerCase()}.ts`, declaration(name, asked)]));
}

function declaration(name: string, { gives, right, trials = ['it answers'] }: Asked): string {
  return `import * as kit from 'descent/exercises';

/** Give what is asked for. */
export const ${name}: () => unknown = () => {
  // BEGIN SOLUTION
  return ${right};
  // END SOLUTION
};

export default kit.answer({
  title: '${name}',
  solution: ${name},
  gives: kit.${gives},
  hints: ['The first hint.', 'The second one.'],
  cases: [${trials.map(trial => `{ name: '${trial}', asks: [[]] }`).join(', ')}],
  random: () => [],
  seconds: 1,
});
`;
}
