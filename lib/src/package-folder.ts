import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package: the nearest one upwards with a package.json, because sources and built files lie at different depths below it. */
export const packageFolder = nearest(__dirname);

/** A path in the package, such as `inPackage('data', 'digits.csv.gz')`. */
export function inPackage(...parts: string[]): string {
  return join(packageFolder, ...parts);
}

function nearest(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (dirname(folder) === folder) throw new Error(`the package.json of descent is missing above ${__dirname}; install the package again`);
  return nearest(dirname(folder));
}
