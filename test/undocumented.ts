import type ts from 'typescript';
import { commentOf, membersOf, nameOf, publicDeclarations, type ReadFile } from '../lib/course/reference/public-declarations';

/** How a name may fall short of being documented, and where it is declared. */
export interface Undocumented {
  /** As a reader reaches it: `schedules.cosine`, `Surface.minima`. */
  readonly name: string;
  readonly file: string;
  readonly why: 'no doc comment' | 'too short';
}

/** A name needs a sentence, a member may make do with a phrase. */
const leastWords = { name: 5, member: 3 };

/**
 * The public names of an entry file that lack a doc comment, and those properties and methods of exported interfaces, object types and classes
 * that do. Members that a class overrides or an interface inherits have their comment where they come from, private and protected ones are
 * nobody's concern, and other packages' names are theirs to explain.
 */
export function undocumented(entry: string, read?: ReadFile): Undocumented[] {
  const found: Undocumented[] = [];
  const report = (name: string, node: ts.Node, least: number): void => {
    const words = wordsOf(node);
    if (words >= least) return;
    found.push({ name, file: node.getSourceFile().fileName, why: words === 0 ? 'no doc comment' : 'too short' });
  };
  for (const { name, declarations, namespace } of publicDeclarations(entry, read).names) {
    if (namespace) report(name, namespace, leastWords.name);
    if (declarations.length === 0) continue;
    report(name, declarations.reduce((a, b) => (wordsOf(b) > wordsOf(a) ? b : a)), leastWords.name);
    for (const member of declarations.flatMap(membersOf)) report(`${name}.${nameOf(member)}`, member, leastWords.member);
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The words of the doc comment of a declaration; 0 where there is none. */
function wordsOf(node: ts.Node): number {
  return commentOf(node).split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}
