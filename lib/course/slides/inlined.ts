import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** A script as an element of the page. What would end the element, or begin a comment in it, stands in strings only, and is escaped there. */
export function inlinedScript(text: string): string {
  return `<script>${text.replace(/<\/(?=script)/gi, '<\\/').replace(/<!--/g, '<\\!--')}</script>`;
}

/** The style of formulas with its fonts in it, each in the form that every browser of today reads. */
export function inlinedKatex(): string {
  const folder = join(dirname(require.resolve('katex/package.json')), 'dist');
  return readFileSync(join(folder, 'katex.min.css'), 'utf8')
    .replace(/src:url\((fonts\/[\w-]+\.woff2)\)[^;}]*/g, (_, font: string) => `src:url(${dataUri(join(folder, font), 'font/woff2')}) format("woff2")`);
}

/** A logo, `.svg` or `.png`, as an address that needs no file. */
export function inlinedPicture(file: string): string {
  return dataUri(file, extname(file).toLowerCase() === '.svg' ? 'image/svg+xml' : 'image/png');
}

function dataUri(file: string, type: string): string {
  return `data:${type};base64,${readFileSync(file).toString('base64')}`;
}
