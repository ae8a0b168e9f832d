// The one Plotly build of the course: exactly the trace types that lib/src/figures draws.
import Plotly from 'plotly.js/lib/core';
import scatter from 'plotly.js/lib/scatter';
import bar from 'plotly.js/lib/bar';
import contour from 'plotly.js/lib/contour';
import heatmap from 'plotly.js/lib/heatmap';
import histogram from 'plotly.js/lib/histogram';
import surface from 'plotly.js/lib/surface';
import scatter3d from 'plotly.js/lib/scatter3d';

Plotly.register([scatter, bar, contour, heatmap, histogram, surface, scatter3d]);
// A name of our own: a page may hold another Plotly, of another version and with other traces, which is not ours to use or to replace.
window.descentPlotly = Plotly;
