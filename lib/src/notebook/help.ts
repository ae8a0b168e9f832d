import type { Documented } from '../documentation';
import { code, parameterTable, sourceInWords, symbolsInWords, table } from './described';
import { documentedOf } from './documented-method';
import { markdown } from './math';
import { nameOf, reference, thingOf, type ReferenceEntry, type ReferenceField } from './reference';

/**
 * Shows what a thing of the kit is: its idea, its formula as the engine reads it, what can be given with defaults and names elsewhere, how other
 * libraries differ, its source. Of one that has been made, such as `schedules.cosine({ … })`, also the values it was made with; of a whole
 * family, such as `schedules`, a list. Of any other public name, given as itself or in quotes, as a type must be: what it does, how it is called,
 * and its options, as its doc comment says. Errors: anything else.
 */
export function help(thing: unknown): void {
  const asked = typeof thing === 'string' ? (thingOf(thing) ?? thing) : thing;
  const documented = documentedOf(asked);
  const members = documented ? [] : membersOf(asked);
  const name = typeof thing === 'string' ? thing : nameOf(thing);
  const entry = name === undefined || !Object.hasOwn(reference(), name) ? undefined : reference()[name];
  if (documented) markdown(described(documented));
  else if (members.length > 0) markdown(listed(members));
  else if (name !== undefined && entry !== undefined) markdown(referred(name, entry));
  else if (typeof thing === 'string') throw new Error(`help: the kit has no name "${thing}"`);
  else throw new Error(`help: needs ${kinds} of the kit, got ${kindOf(thing)}, which is no other public name of it either`);
}

const kinds = 'a method, schedule, initialiser, loss, activation, normalisation, average or surface';

function membersOf(family: unknown): Array<[name: string, Documented]> {
  if (typeof family !== 'object' || family === null) return [];
  return Object.entries(family).flatMap(([name, member]) => {
    const documented = documentedOf(member);
    return documented ? [[name, documented]] : [];
  });
}

function described(documented: Documented): string {
  const { title, idea, wrong, parameters, where, differs, source } = documented.documentation;
  const latex = documented.latex?.();
  return [
    `**${title}.** ${idea}`,
    ...(wrong === undefined ? [] : [`**Wrong:** ${wrong}`]),
    ...(latex === undefined ? [] : [`$$${latex}$$`]),
    ...(where.length === 0 ? [] : [`*Where:* ${symbolsInWords(where)}`]),
    ...(parameters.length === 0 ? [] : [parameterTable(parameters)]),
    ...(differs === undefined ? [] : [`*Elsewhere:* ${differs}`]),
    `*Source:* ${sourceInWords(source)}`,
  ].join('\n\n');
}

function listed(members: ReadonlyArray<[name: string, Documented]>): string {
  return table<[string, Documented]>(
    { name: ([name]) => code(name), title: ([, { documentation }]) => documentation.title, idea: ([, { documentation }]) => documentation.idea },
    members,
  );
}

/** What the doc comments say of a public name. */
function referred(name: string, { signatures, text, fields }: ReferenceEntry): string {
  return [
    `**${code(name)}**`,
    text,
    ...(signatures.length === 0 ? [] : [`\`\`\`typescript\n${signatures.join('\n')}\n\`\`\``]),
    ...(fields.length === 0 ? [] : [table(fieldColumns, fields)]),
  ].join('\n\n');
}

const fieldColumns: Readonly<Record<string, (field: ReferenceField) => string>> = {
  in: ({ of }) => code(of),
  name: ({ name }) => code(name),
  type: ({ type }) => code(type),
  meaning: ({ text }) => text.replaceAll('\n', ' '),
};

function kindOf(thing: unknown): string {
  if (typeof thing === 'function' && thing.name !== '') return `function ${thing.name}`;
  return thing === null ? 'null' : typeof thing;
}
