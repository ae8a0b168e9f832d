import { readMarks } from '../exercises/markers';
import { identifiersIn } from '../exercises/source';

/** The declaration of an exercise as students may see it: neither its answer nor its wrong versions, which their check has from a record. */
export function strippedDeclaration(source: string, file: string, number: string): string {
  const { stub } = readMarks(source, file, `return toDo('${number}');`);
  // Where the answer stood the to-do is not imported; a file that only helps others has none.
  return identifiersIn(stub).has('toDo') ? `import { toDo } from 'descent';\n${stub}` : stub;
}
