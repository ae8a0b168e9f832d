import type { Plotly } from './plotly';
import { style } from './style';

/** Calls when Plotly is in the page and the figure can be seen, which in a notebook may be long after its script has run. */
export function whenReady(figure: HTMLElement, then: (plotly: Plotly) => void): void {
  if (!figure.isConnected) return;
  if (window.descentPlotly === undefined || figure.clientWidth === 0) {
    setTimeout(whenReady, 200, figure, then);
    return;
  }
  if (document.getElementById('descent-explore-style') === null) {
    const sheet = document.createElement('style');
    sheet.id = 'descent-explore-style';
    sheet.textContent = style;
    document.head.append(sheet);
  }
  // JupyterLab would take an arrow key for itself.
  figure.dataset['lmSuppressShortcuts'] = 'true';
  then(window.descentPlotly);
}
