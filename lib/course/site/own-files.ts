import { families } from '../reference/catalogue';
import { familyFile, glossaryFile, indexFile, lecturesFile, methodsFile, notFoundFile, playgroundFile } from './files';

const ownFiles = [indexFile, lecturesFile, playgroundFile, glossaryFile, methodsFile, notFoundFile, ...families.map(familyFile)];

/** Whether a file is a page of every site, so that no lesson can have its name. */
export function isOwnFile(file: string): boolean {
  return ownFiles.includes(file) || file.startsWith('method-') || file.startsWith('guide-');
}
