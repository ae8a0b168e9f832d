// Replaces the still picture of every figure with this key by the live Plotly figure, as soon as Plotly is there.
// It runs in the page that shows the notebook, so it uses no name of its own in that page.
(function (key) {
  function dark() {
    var lab = document.body.dataset.jpThemeLight;
    if (lab !== undefined) return lab === 'false';
    return document.documentElement.hasAttribute('data-descent-site') && matchMedia('(prefers-color-scheme: dark)').matches;
  }
  function colored(spec) {
    if (!dark()) return spec;
    var base = spec.layout.template.layout;
    base.paper_bgcolor = base.plot_bgcolor = '#1b2027';
    base.font.color = '#dfe3e8';
    [base.xaxis, base.yaxis, base.scene.xaxis, base.scene.yaxis, base.scene.zaxis].forEach(function (axis) {
      axis.gridcolor = '#323943';
      axis.linecolor = axis.tickcolor = axis.zerolinecolor = '#5b6572';
    });
    (spec.layout.annotations || []).forEach(function (note) { if (note.font) delete note.font.color; });
    base.hoverlabel.bgcolor = '#2a313b';
    spec.layout.template.data.contour[0].colorscale = [[0, '#1b2027'], [0.35, '#212a34'], [0.7, '#293643'], [1, '#334353']];
    spec.layout.template.data.contour[0].line.color = '#52677c';
    return spec;
  }
  function fitted(spec, width) {
    if (width >= 480) return spec;
    var base = spec.layout.template.layout;
    base.font.size = 12;
    base.legend.font.size = 11;
    base.margin.l = 40;
    base.margin.r = 8;
    return spec;
  }
  function draw(figure) {
    var text = figure.querySelector('script[type="application/json"]').textContent;
    var still = figure.querySelector('img');
    var live = figure.querySelector('.descent-live');
    if (!live) {
      live = document.createElement('div');
      live.className = 'descent-live';
      live.setAttribute('role', 'img');
      live.setAttribute('aria-label', still.alt);
      still.after(live);
      new ResizeObserver(function () {
        if (live.classList.contains('js-plotly-plot') && live.clientWidth) window.descentPlotly.Plots.resize(live);
      }).observe(live);
    }
    var spec = fitted(colored(JSON.parse(text)), figure.clientWidth);
    live.style.height = spec.layout.height + 'px';
    return Promise.resolve(window.descentPlotly.react(live, spec)).then(function () { still.hidden = true; still.style.display = 'none'; });
  }
  function drawOrKeepStill(figure) {
    Promise.resolve(figure).then(draw).catch(function (cause) {
      console.error(cause);
      var live = figure.querySelector('.descent-live');
      var still = figure.querySelector('img');
      if (live) live.remove();
      still.hidden = false;
      still.style.display = '';
    });
  }
  function start(figure) {
    if (!figure.isConnected) return;
    if (!window.descentPlotly || !figure.clientWidth) { setTimeout(start, 200, figure); return; }
    drawOrKeepStill(figure);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () { if (figure.isConnected) drawOrKeepStill(figure); });
  }
  document.querySelectorAll('[data-descent-figure="' + key + '"]:not([data-started])').forEach(function (figure) {
    figure.dataset.started = '';
    start(figure);
  });
})
