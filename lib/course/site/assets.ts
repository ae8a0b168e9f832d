import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { explorePath, playgroundPath, plotlyBundlePath } from '../../src/notebook/plotly';
import { inPackage } from '../../src/package-folder';

/** Copies all that the pages share: Plotly, the scripts of explorables and the playground, the formulas' style and fonts, and the site's own style. */
export function copyAssets(folder: string): void {
  const own = inPackage('course', 'site', 'assets');
  const katex = join(dirname(require.resolve('katex/package.json')), 'dist');
  writeFileSync(join(folder, 'plotly.min.js'), gunzipSync(readFileSync(plotlyBundlePath)));
  copyFileSync(explorePath, join(folder, 'explore.js'));
  copyFileSync(playgroundPath, join(folder, 'playground.js'));
  copyFileSync(join(own, 'site.css'), join(folder, 'site.css'));
  copyFileSync(join(katex, 'katex.min.css'), join(folder, 'katex.min.css'));
  mkdirSync(join(folder, 'fonts'));
  // Every browser that draws the figures reads woff2, the first choice in KaTeX's style sheet.
  for (const font of readdirSync(join(katex, 'fonts')).filter(name => name.endsWith('.woff2'))) {
    copyFileSync(join(katex, 'fonts', font), join(folder, 'fonts', font));
  }
}
