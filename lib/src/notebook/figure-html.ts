import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Figure } from '../figures/figure';
import { rounded } from '../figures/figure';
import { darkColors, template } from '../figures/template';
import { withLogTicks } from '../figures/ticks';
import { inPackage } from '../package-folder';
import { escapeHtml, scriptJson } from './escape';
import { stillPicture } from './still/picture';

/** What Plotly is given: an animated figure never starts by itself, a narrow page makes it narrower. */
export interface PlotlySpec {
  data: Figure['data'];
  layout: NonNullable<Figure['layout']>;
  frames?: NonNullable<Figure['frames']>;
  config: { responsive: boolean; displaylogo: boolean; displayModeBar: boolean; modeBarButtons: string[][] };
}

/** The figure as Plotly's own JSON, rounded, on the course's template. */
export function plotlySpec(figure: Figure): PlotlySpec {
  const { data, layout, frames, height = 420 } = withLogTicks(rounded(figure));
  return {
    data,
    layout: { template, height, autosize: true, ...layout },
    ...(frames && { frames }),
    config: { responsive: true, displaylogo: false, displayModeBar: true, modeBarButtons: buttonsFor(data) },
  };
}

/** What a reader uses, by name: Plotly's own choice has a button that uploads the figure. */
function buttonsFor(data: Figure['data']): string[][] {
  const inSpace = data.filter(({ type }) => type === 'surface' || type === 'scatter3d').length;
  return [
    ['toImage'],
    ...(inSpace > 0 ? [['tableRotation', 'pan3d', 'zoom3d'], ['resetCameraDefault3d']] : []),
    ...(inSpace < data.length ? [['zoom2d', 'pan2d'], ['zoomIn2d', 'zoomOut2d', 'resetScale2d']] : []),
  ];
}

/**
 * A figure as one piece of HTML: its question, a still picture with the text alternative, the data, and a script that puts the
 * live figure in the picture's place once Plotly is in the page. Where scripts do not run, the picture stays.
 *
 * The same figure gives the same HTML, so a notebook that is run again does not change.
 */
export function figureHtml(figure: Figure): string {
  const data = scriptJson(plotlySpec(figure));
  const picture = Buffer.from(stillPicture(withLogTicks(rounded(figure)))).toString('base64');
  const key = createHash('sha256').update(figure.title).update(data).digest('hex').slice(0, 16);
  const caption = figure.caption ? `<p class="descent-caption">${escapeHtml(figure.caption)}</p>` : '';
  return `<figure class="descent-figure" data-descent-figure="${key}" style="margin:0.5em 0">`
    + `<figcaption><strong>${escapeHtml(figure.title)}</strong></figcaption>`
    + `<img alt="${escapeHtml(figure.alt)}" style="max-width:100%" src="data:image/svg+xml;base64,${picture}">`
    + `${caption}<script type="application/json">${data}</script><script>${liveScript()}("${key}", ${scriptJson(darkColors)})</script></figure>`;
}

let script: string | undefined;

/** The page's script without its comments and indentation; it travels with every figure. */
function liveScript(): string {
  script ??= readFileSync(inPackage('src', 'notebook', 'assets', 'live-figure.js'), 'utf8')
    .split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('//')).join('\n');
  return script;
}
