import { readMarks } from '../exercises/markers';

/** The declaration of an exercise as students may see it: neither its answer nor its wrong versions, which their check has from a record. */
export function strippedDeclaration(source: string, file: string, number: string): string {
  const { stub } = readMarks(source, file, `return toDo('${number}');`);
  // The to-do is not imported where only the answer stood.
  return /import \{[^}]*\btoDo\b/.test(stub) ? stub : `import { toDo } from 'descent';\n${stub}`;
}
