import type { CodeCell, Metadata, Notebook } from '../jupyter/client/notebook-file';
import { escapeHtml } from '../../src/notebook/escape';
import { highlighted } from './code';
import { latexIn, namesIn, type LessonNames } from './library/names-in';
import { lessonMarkdown, type Heading, type Section } from './markdown';
import { exerciseFile } from './files';
import { statedNeeds } from './map/needs';
import { renderOutput, type Surroundings } from './outputs';
import { pageLink } from './page-link';
import { wordsFor, type Say } from './words';

/** A notebook as HTML, with what the index and the table of contents say about it. */
export interface Lesson {
  slug: string;
  /** The number in front of the slug, where there is one. */
  number?: string;
  /** The first heading as plain text and as HTML. */
  title: string;
  titleHtml: string;
  /** The first paragraph, as HTML. */
  summaryHtml: string;
  /** Headings of the second level. */
  contents: Heading[];
  bodyHtml: string;
  /** The same cell by cell: text, or code with what it shows. */
  cells: ReadonlyArray<{ readonly kind: 'text' | 'code'; readonly html: string }>;
  /** Its text, by headings. */
  sections: readonly Section[];
  hasFigures: boolean;
  /** How long it takes, in whole minutes: as its first cell says, else as long as reading it takes. */
  minutes: number;
  /** The numbers of the lectures that it names. */
  lectures: number[];
  /** The names of the library that it uses and shows. */
  names: LessonNames;
  /** The lessons that its first cell says it needs, by slug. */
  needs: string[];
  /** All that its text has between dollar signs. */
  latex: string;
}

/** Renders every cell; `slugs` and `exercises` are the lessons and exercises whose pages links may lead to. Default words are English. */
export function renderLesson(slug: string, notebook: Notebook, slugs: readonly string[], exercises: readonly string[] = [], say: Say = wordsFor('en').say): Lesson {
  const markdown = lessonMarkdown(slugs, exercises);
  const exercise = exercises.includes(slug) ? exerciseFile(slug) : undefined;
  const surroundings: Surroundings = { markdown: source => markdown.render(source), exercise, link: href => pageLink(href, slugs, exercises), say };
  const cells = notebook.cells.flatMap((cell, index): Lesson['cells'] => {
    try {
      if (cell.cell_type === 'markdown') return [{ kind: 'text', html: `<div class="prose">${markdown.render(cell.source, cell.attachments)}</div>` }];
      const html = cell.cell_type === 'code' ? renderCode(cell, surroundings) : '';
      return html === '' ? [] : [{ kind: 'code', html }];
    } catch (cause) {
      throw new Error(`notebook "${slug}", cell ${index + 1}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  });
  if (markdown.title === undefined) cells.unshift({ kind: 'text', html: `<h1>${escapeHtml(slug)}</h1>` });
  const bodyHtml = cells.map(({ html }) => html).join('\n');
  const number = /^0*(\d+)/.exec(slug)?.[1];
  return {
    slug,
    ...(number !== undefined && { number }),
    title: markdown.title?.text ?? slug,
    titleHtml: markdown.title?.html ?? escapeHtml(slug),
    summaryHtml: markdown.summary ?? '',
    contents: markdown.headings.filter(({ level }) => level === 2),
    bodyHtml,
    cells,
    sections: markdown.sections,
    hasFigures: /data-descent-(figure|explorable|playground)=/.test(bodyHtml),
    minutes: statedMinutes(notebook) ?? readingMinutes(notebook),
    lectures: [...new Set([...bodyHtml.matchAll(/#lecture-(\d+)"/g)].map(([, number]) => Number(number)))],
    names: namesIn(notebook),
    needs: statedNeeds(notebook, slugs.filter(other => other !== slug)),
    latex: latexIn(notebook),
  };
}

/** "about 60 minutes" in a bullet of the first cell; minutes begin with these letters in many languages. */
function statedMinutes({ cells }: Notebook): number | undefined {
  const [, minutes] = /^[-*+] .*?\b(\d+)\s*min/im.exec(cells[0]?.cell_type === 'markdown' ? cells[0].source : '') ?? [];
  return minutes === undefined ? undefined : Number(minutes);
}

/** Two hundred words a minute, and half a minute for a cell of code with what it shows. */
function readingMinutes({ cells }: Notebook): number {
  const prose = cells.filter(cell => cell.cell_type === 'markdown').map(cell => cell.source).join(' ');
  const words = prose.split(/\s+/).filter(word => /\p{L}/u.test(word));
  const code = cells.filter(cell => cell.cell_type === 'code' && cell.source.trim() !== '');
  return Math.max(1, Math.round(words.length / 200 + code.length / 2));
}

function renderCode({ source, outputs, metadata }: CodeCell, surroundings: Surroundings): string {
  const results = outputs.map(output => renderOutput(output, surroundings)).filter(html => html !== '');
  const code = source.trim() === '' || metadata.tags?.includes('remove-input') ? '' : `<pre class="code" tabindex="0"><code>${highlighted(source)}</code></pre>`;
  const shown = code !== '' && isFolded(metadata) ? `<details class="folded"><summary>${surroundings.say('showCode')}</summary>${code}</details>` : code;
  const below = results.length > 0 ? `<div class="outputs">${results.join('\n')}</div>` : '';
  return shown || below ? `<div class="cell">${shown}${below}</div>` : '';
}

/** Folded in JupyterLab, or by the tag that other tools use. */
function isFolded({ tags, jupyter }: Metadata): boolean {
  const hidden = typeof jupyter === 'object' && jupyter !== null && 'source_hidden' in jupyter && jupyter.source_hidden === true;
  return hidden || (tags?.includes('hide-input') ?? false);
}
