import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { plotlyBundlePath } from '../../src/notebook/plotly';
import { inPackage } from '../../src/package-folder';
import type { Frame } from './frame';
import { accentStyle } from './shades';

/** Copies into a site all that its pages share: Plotly, the scripts of explorables and the playground, the formulas' style and fonts, the site's own style, the logo. */
export function copyAssets(frame: Frame, site: string): void {
  const folder = join(site, 'assets');
  const katex = join(dirname(require.resolve('katex/package.json')), 'dist');
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  writeFileSync(join(folder, 'plotly.min.js'), gunzipSync(readFileSync(plotlyBundlePath)));
  for (const script of ['explore.js', 'playground.js', 'sort.js', 'page.js', 'search.js']) copyFileSync(inPackage('dist', 'assets', script), join(folder, script));
  writeFileSync(join(folder, 'site.css'), styleOf(frame));
  if (frame.logo !== undefined && frame.logoFile !== undefined) copyFileSync(frame.logo, join(site, frame.logoFile));
  copyFileSync(join(katex, 'katex.min.css'), join(folder, 'katex.min.css'));
  // Every browser that draws the figures reads woff2, the first choice in KaTeX's style sheet.
  for (const font of readdirSync(join(katex, 'fonts')).filter(name => name.endsWith('.woff2'))) {
    copyFileSync(join(katex, 'fonts', font), join(folder, 'fonts', font));
  }
}

/** The parts of the site's style, in their order. */
const parts = ['site.css', 'map.css', 'library.css', 'search.css', 'print.css'];

/** The site's own style sheet, in the colours of the course. */
export function styleOf({ accent }: Frame): string {
  const own = parts.map(name => readFileSync(inPackage('course', 'site', 'assets', name), 'utf8')).join('\n');
  return accent === undefined ? own : own + accentStyle(accent);
}
