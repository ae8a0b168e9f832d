import type { Explorable } from '../explore';
import { figure as checked, type Figure } from '../figures/figure';
import type { TrainingPlan } from '../descent';
import { display } from './display';
import { explorableHtml } from './explorable-html';
import { figureHtml, plotlySpec } from './figure-html';
import { showPlan } from './plan-tables';
import { embedPlotlyOnce } from './plotly';

/** A piece of HTML with the words that stand for it where HTML is not shown. */
export interface Html {
  /** Shown as it is: nothing in it is escaped. */
  html: string;
  /** Default: the HTML without its tags. */
  text?: string;
}

/**
 * Shows a figure, an explorable, the plan of a training step, or a piece of HTML, below the cell.
 *
 * A figure is live where scripts run and a still picture elsewhere; outside a notebook its title and text alternative are printed.
 * Throws what `figure` throws: no title, no text alternative, nothing to draw, an unknown trace type.
 */
export function show(content: Figure | Explorable | TrainingPlan | Html): void {
  if ('memory' in content) {
    showPlan(content);
    return;
  }
  if ('html' in content) {
    display({ 'text/html': content.html, 'text/plain': content.text ?? plainText(content.html) });
    return;
  }
  if ('stills' in content) {
    embedPlotlyOnce();
    display({ 'text/html': explorableHtml(content), 'text/plain': [content.title, ...content.stills.map(({ alt }) => alt)].join('\n') });
    return;
  }
  const figure = checked(content);
  const text = `${figure.title}\n${figure.alt}`;
  embedPlotlyOnce();
  display({ ...(insideVsCode() && { 'application/vnd.plotly.v1+json': titled(figure) }), 'text/html': figureHtml(figure), 'text/plain': text });
}

/** VS Code draws Plotly's own format and strips scripts from HTML; elsewhere the format would only double the size of the notebook. */
function insideVsCode(): boolean {
  return process.env['VSCODE_PID'] !== undefined;
}

function titled(figure: Figure) {
  const spec = plotlySpec(figure);
  return { ...spec, layout: { ...spec.layout, title: { text: figure.title } } };
}

function plainText(html: string): string {
  const text = html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();
  return text === '' ? '(a picture)' : text;
}
