import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inPackage } from '../package-folder';
import { display } from './display';

let embedded = false;

/**
 * Puts the course's Plotly build (0.8 MB, compressed) and what explorables run into the notebook, so that its figures are live without a network
 * and after a save and reload. Call it once, in the first cell; calling it again embeds it again, which is what a cell that is run
 * again needs, because Jupyter drops the cell's old output. Whatever else the page has loaded, a Plotly of its own included, stays as it is.
 */
export function embedPlotly(): void {
  display({ 'text/html': bundleHtml(), 'text/plain': '(interactive figures)' }, { metadata: { descent: { kind: 'plotly-bundle' } }, quiet: true });
  embedded = true;
}

/** Embeds Plotly unless this kernel did so before. */
export function embedPlotlyOnce(): void {
  if (!embedded) embedPlotly();
}

/** Where the build puts the compressed Plotly. */
export const plotlyBundlePath = inPackage('dist', 'assets', 'plotly.min.js.gz');

/** Where the build puts what explorables run. */
export const explorePath = inPackage('dist', 'assets', 'explore.js');

/** Where the build puts what the playground runs. */
export const playgroundPath = inPackage('dist', 'assets', 'playground.js');

function bundleHtml(): string {
  return unpackingScript(gzipSync(readAsset(explorePath), { level: 9 }), 'descentExplore') + unpackingScript(readAsset(plotlyBundlePath), 'descentPlotly');
}

/** A script that unpacks another and runs it, unless the page has the name that it defines. In base64 no text of it can end the script. */
export function unpackingScript(compressed: Buffer, defines: string): string {
  const base64 = compressed.toString('base64');
  return `<script>(async function () {
if (window.${defines}) return;
var bytes = Uint8Array.from(atob("${base64}"), function (sign) { return sign.charCodeAt(0); });
var text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
if (window.${defines}) return;
var script = document.createElement("script");
script.textContent = text;
document.head.append(script);
})()</script>`;
}

/** Errors: an asset that has not been built. */
export function readAsset(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`figures: ${path} is missing; run "npm run build"`, { cause });
  }
}
