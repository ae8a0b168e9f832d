import type { Template } from 'plotly.js';
import { palette } from './theme';

/**
 * A quiet ground for contours and surfaces, palest where the value is low. Sand, and no darker than that every colour of the palette keeps a contrast
 * of 3 with it and none, blue least of all, blends in.
 */
export const groundScale: [number, string][] = [[0, '#fdfcf9'], [0.35, '#f8f4ea'], [0.7, '#f2ecdf'], [1, '#ece6d8']];

/** The lines of equal height on that ground. */
export const contourColor = '#b3a789';

/** The colours that a dark page has in the place of the template's own. The ground is darker where the value is high: no lighter one leaves every colour to be seen. */
export const darkColors = {
  paper: '#1b2027', text: '#dfe3e8', grid: '#323943', line: '#5b6572', hover: '#2a313b', tool: '#98a2ae', activeTool: '#ffffff',
  ground: [[0, '#1b2027'], [0.35, '#161b21'], [0.7, '#12161a'], [1, '#0d1013']] as [number, string][],
  contour: '#52606f',
} as const;

/** The layout that every figure of the course starts from. */
export const template: Template = {
  layout: {
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif', size: 14, color: '#24292f' },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    colorway: Object.values(palette),
    // On the right, half of a label such as 0.003: Plotly leaves out one that would not fit.
    margin: { l: 52, r: 26, t: 36, b: 52 },
    separators: '. ',
    hovermode: 'closest',
    hoverlabel: { font: { size: 13 } },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: '#6a727b', activecolor: '#1d2329' },
    legend: { orientation: 'h', x: 0, y: 1.02, xanchor: 'left', yanchor: 'bottom', font: { size: 13 } },
    xaxis: axis(),
    // Six at most, or the ticks between the powers of ten crowd a logarithmic axis.
    yaxis: { ...axis(), nticks: 6 },
    scene: { xaxis: { gridcolor: '#d5dae0' }, yaxis: { gridcolor: '#d5dae0' }, zaxis: { gridcolor: '#d5dae0' } },
  },
  data: {
    scatter: [{ type: 'scatter', line: { width: 2.25 }, marker: { size: 6 } }],
    contour: [{ type: 'contour', colorscale: groundScale, showscale: false, line: { width: 0.75, color: contourColor }, hoverinfo: 'skip' }],
    heatmap: [{ type: 'heatmap', colorscale: 'Cividis' }],
    surface: [{
      type: 'surface',
      colorscale: groundScale,
      showscale: false,
      contours: { z: { show: true, width: 1.5, color: contourColor } },
      // Mostly light from everywhere: shadows would swallow the lines that the ground leaves to be seen.
      lighting: { ambient: 0.75, diffuse: 0.4, specular: 0.02, roughness: 1 },
      hoverinfo: 'skip',
    }],
    scatter3d: [{ type: 'scatter3d', line: { width: 5 }, marker: { size: 3 } }],
    histogram: [{ type: 'histogram', marker: { line: { width: 0.5, color: '#ffffff' } } }],
  },
};

function axis() {
  return {
    automargin: true,
    exponentformat: 'power' as const,
    gridcolor: '#e7eaee',
    linecolor: '#aab2bb',
    minexponent: 5,
    separatethousands: true,
    showline: true,
    tickcolor: '#aab2bb',
    ticklen: 4,
    ticks: 'outside' as const,
    title: { font: { size: 14 } },
    zerolinecolor: '#cfd5db',
    zerolinewidth: 1,
  };
}
