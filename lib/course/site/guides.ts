import { readFileSync, readdirSync } from 'node:fs';
import { inPackage } from '../../src/package-folder';
import { guideFile } from './files';

/** A text of the kit for whoever holds a course. */
export interface Guide {
  /** The name of its file in `lib/docs` without its ending, such as "instructors". */
  readonly name: string;
  readonly markdown: string;
}

const ending = /\.md$/;

/** All guides by their names, that for instructors, from which the others are linked, first. */
export function guides(): readonly Guide[] {
  const names = readdirSync(inPackage('docs')).filter(name => ending.test(name)).map(name => name.replace(ending, ''));
  return names.sort((a, b) => Number(b === first) - Number(a === first) || a.localeCompare(b)).map(name => ({ name, markdown: readFileSync(inPackage('docs', `${name}.md`), 'utf8') }));
}

/** From which the others are linked. */
const first = 'instructors';

/** Where a site's pages lead whoever holds the course. */
export const firstGuideFile = guideFile(first);

/** The page to which a link between guides leads; a link to anything else stays as it is. */
export function guideLink(href: string): string {
  const [, name, anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return name === undefined ? href : `${guideFile(name)}${anchor}`;
}
