import { contentsNav } from './contents';
import { guideFile } from './files';
import { inEnglish, type Frame } from './frame';
import { guideLink, type Guide } from './guides';
import { lessonMarkdown } from './markdown';
import { page, textOf } from './page';

/** A guide of the kit as a page, with its contents beside it. Errors: a guide without a title. */
export function guidePage(frame: Frame, { name, markdown }: Guide): string {
  const rendering = lessonMarkdown([]);
  const html = rendering.render(markdown).replace(/(<a\b[^>]*? href=")([^"]*)/g, (_, before: string, href: string) => before + guideLink(href));
  const { title, summary = '', headings } = rendering;
  if (title === undefined) throw new Error(`site: the guide ${name}.md has no title; begin it with "# …"`);
  return page(frame, {
    file: guideFile(name),
    title: title.text,
    description: textOf(summary) || title.text,
    main: `<div class="lesson"${inEnglish(frame)}>${contentsNav(frame, headings.filter(({ level }) => level === 2))}<article class="prose">${html}</article></div>`,
  });
}
