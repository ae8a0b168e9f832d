import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readNotebook } from '../jupyter/client/notebook-file';
import { lessonMarkdown } from '../site/markdown';
import type { Linted, LintFault, Rule } from './linted';

/** A link to a file of the course leads to one, and one to a heading to one that is there. Addresses elsewhere are not asked. */
export const links: Rule = lesson => lesson.prose.flatMap(({ at, tokens }) => tokens.flatMap(token => {
  const href = token.type === 'link_open' ? token.attrGet('href') ?? '' : undefined;
  const says = href === undefined ? undefined : brokenLink(href, lesson);
  return says === undefined ? [] : [{ cell: at, says } satisfies LintFault];
}));

function brokenLink(href: string, { folder, notebook }: Linted): string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return undefined;
  const [path = '', anchor] = decoded(href).split('#');
  const file = join(folder, path);
  if (path !== '' && !existsSync(file)) return `the link "${href}" leads to no file; mend its path, which begins at the folder of the notebook`;
  if (anchor === undefined || anchor === '' || (path !== '' && !path.endsWith('.ipynb'))) return undefined;
  const ids = headingsOf(path === '' ? notebook : readNotebook(file));
  const wanted = anchor.toLowerCase();
  return ids.includes(wanted) ? undefined : `the link "${href}" leads to no heading of ${path === '' ? 'this notebook' : basename(path)}; there are ${ids.map(id => `#${id}`).join(', ')}`;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** As the pages name them; Jupyter writes the same words with their capitals. */
function headingsOf({ cells }: Linted['notebook']): string[] {
  const markdown = lessonMarkdown([]);
  for (const cell of cells) {
    if (cell.cell_type !== 'markdown') continue;
    try {
      markdown.render(cell.source, cell.attachments);
    } catch {
      // What cannot be rendered is another rule's fault.
      continue;
    }
  }
  return markdown.headings.map(({ id }) => id);
}
