// Replaces the still picture of every figure with this key by the live Plotly figure, as soon as Plotly is there.
// It runs in the page that shows the notebook, so it uses no name of its own in that page.
(function (key, colors) {
  function dark() {
    var lab = document.body.dataset.jpThemeLight;
    if (lab !== undefined) return lab === 'false';
    return document.documentElement.hasAttribute('data-descent-site') && matchMedia('(prefers-color-scheme: dark)').matches;
  }
  function colored(spec) {
    if (!dark()) return spec;
    var base = spec.layout.template.layout;
    base.paper_bgcolor = base.plot_bgcolor = colors.paper;
    base.font.color = colors.text;
    [base.xaxis, base.yaxis, base.scene.xaxis, base.scene.yaxis, base.scene.zaxis].forEach(function (axis) {
      axis.gridcolor = colors.grid;
      axis.linecolor = axis.tickcolor = axis.zerolinecolor = colors.line;
    });
    (spec.layout.annotations || []).forEach(function (note) { if (note.font) delete note.font.color; });
    base.hoverlabel.bgcolor = colors.hover;
    base.modebar.color = colors.tool;
    base.modebar.activecolor = colors.activeTool;
    var traces = spec.layout.template.data;
    traces.contour[0].colorscale = traces.surface[0].colorscale = colors.ground;
    traces.contour[0].line.color = traces.surface[0].contours.z.color = colors.contour;
    return spec;
  }
  function fitted(spec, width) {
    // A scene is as high as its box, whatever the box's width; in a narrow one its corners would be cut off.
    var eye = spec.layout.scene && spec.layout.scene.camera && spec.layout.scene.camera.eye;
    if (eye) spec.layout.height = Math.min(spec.layout.height, Math.max(380, 1.1 * width));
    var back = 1.3 * spec.layout.height / width;
    if (eye && back > 1) ['x', 'y', 'z'].forEach(function (axis) { eye[axis] *= back; });
    if (width >= 480) return spec;
    var base = spec.layout.template.layout;
    base.font.size = 12;
    base.legend.font.size = 11;
    base.margin.l = 40;
    base.margin.r = 8;
    // Side by side, a panel's last number would run into the next one's first, and so would their headings.
    if (spec.layout.grid) {
      spec.layout.grid.xgap = 0.22;
      (spec.layout.annotations || []).forEach(function (note) { note.font.size = 11; });
    }
    return spec;
  }
  function draw(figure) {
    var text = figure.querySelector('script[type="application/json"]').textContent;
    var still = figure.querySelector('img');
    var live = figure.querySelector('.descent-live');
    if (!live) {
      live = document.createElement('div');
      live.className = 'descent-live';
      still.after(live);
      live.after(roomForTools());
      leaveSwipes(live);
      new ResizeObserver(function () {
        if (live.classList.contains('js-plotly-plot') && live.clientWidth) window.descentPlotly.Plots.resize(live);
      }).observe(live);
    }
    var spec = fitted(colored(JSON.parse(text)), figure.clientWidth);
    // By touch nothing is dragged until the reader chooses it below the figure, but a scene is turned; a mouse drags from the start.
    if (byTouch() && !spec.layout.scene) spec.layout.dragmode = false;
    live.style.height = spec.layout.height + 'px';
    return Promise.resolve(window.descentPlotly.react(live, spec)).then(function () {
      still.hidden = true;
      still.style.display = 'none';
      describe(live, still.alt);
      var bar = live.querySelector('.modebar-container');
      if (bar) bar.style.top = '100%';
      if (!live.dataset.zooms) followZoom(live);
      live.dataset.zooms = '';
    });
  }
  // The picture is one thing with one text, and its tools, which lie beside it in Plotly's box, are no part of it.
  function describe(live, alt) {
    live.querySelectorAll('.main-svg').forEach(function (layer, at) {
      if (at > 0) { layer.setAttribute('aria-hidden', 'true'); return; }
      layer.setAttribute('role', 'img');
      layer.setAttribute('aria-label', alt);
    });
  }
  function byTouch() { return matchMedia('(pointer: coarse)').matches; }
  // Below the picture the tools cover neither its title nor its legend.
  function roomForTools() {
    var room = document.createElement('div');
    room.className = 'descent-tools';
    room.style.height = '30px';
    return room;
  }
  // Ticks that are written out fit the whole range; where the reader zooms in, Plotly finds others.
  function followZoom(live) {
    live.on('plotly_relayout', function (change) {
      var update = {};
      Object.keys(change).forEach(function (key, colors) {
        var axis = /^([xy]axis\d*)\.(range|autorange)/.exec(key);
        if (!axis || !live.layout[axis[1]] || !live.layout[axis[1]].ticktext) return;
        update[axis[1] + '.tickmode'] = axis[2] === 'autorange' && change[key] ? 'array' : 'auto';
      });
      if (Object.keys(update).length > 0) window.descentPlotly.relayout(live, update);
    });
  }
  // A swipe scrolls the page: Plotly is not told of touches. It is when the reader has chosen to drag, and of a swipe across a scene, which turns it.
  function leaveSwipes(live) {
    var chosen = false;
    var from = null;
    function inScene(event) { return event.target.closest('.gl-container') !== null; }
    live.addEventListener('click', function (event) {
      var button = event.target.closest('.modebar-btn');
      var attribute = button ? button.dataset.attr || '' : '';
      if (!/dragmode$/.test(attribute)) return;
      // A second tap on a tool puts it away.
      chosen = !(chosen && button.classList.contains('active'));
      if (!chosen && attribute === 'dragmode') setTimeout(function () { window.descentPlotly.relayout(live, 'dragmode', byTouch() ? false : 'zoom'); });
    }, true);
    live.addEventListener('touchstart', function (event) {
      from = event.touches.length === 1 && inScene(event) ? event.touches[0] : null;
      if (!chosen && from === null) event.stopPropagation();
    }, { capture: true, passive: true });
    live.addEventListener('touchmove', function (event) {
      var to = event.touches[0];
      var across = from !== null && (from === 'turning' || Math.abs(to.clientX - from.clientX) > Math.abs(to.clientY - from.clientY));
      from = across ? 'turning' : null;
      if (!across && !chosen) event.stopPropagation();
    }, { capture: true, passive: true });
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
