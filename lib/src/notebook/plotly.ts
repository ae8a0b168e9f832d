import { readFileSync } from 'node:fs';
import { inPackage } from '../package-folder';
import { display } from './display';

let embedded = false;

/**
 * Puts the course's Plotly build into the notebook (0.8 MB, compressed), so that its figures are live without a network and
 * after a save and reload. Call it once, in the first cell; calling it again embeds it again, which is what a cell that is run
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

function bundleHtml(): string {
  const base64 = readBundle().toString('base64');
  return `<script>(async function () {
if (window.descentPlotly) return;
var bytes = Uint8Array.from(atob("${base64}"), function (sign) { return sign.charCodeAt(0); });
var text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
if (window.descentPlotly) return;
var script = document.createElement("script");
script.textContent = text;
document.head.append(script);
})()</script>`;
}

function readBundle(): Buffer {
  try {
    return readFileSync(plotlyBundlePath);
  } catch (cause) {
    throw new Error(`plotly bundle: ${plotlyBundlePath} is missing; run "npm run build"`, { cause });
  }
}
