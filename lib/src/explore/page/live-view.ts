import type { Data, Layout } from 'plotly.js';
import type { Settings } from '../settings';
import type { Drawing, View } from '../views/view';
import { templateFor } from './colors';
import { axisWith } from '../views/axis';
import { Handles } from './handles';
import type { Plot, Plotly } from './plotly';

/** One picture of an explorable in the page. */
export class LiveView {
  private readonly around: HTMLElement;
  private readonly div: HTMLElement;
  private readonly handles: Handles;
  private ground: { key: string; traces: readonly Data[] } | undefined;
  private drawn = false;

  constructor(
    private readonly still: HTMLImageElement,
    public view: View,
    private readonly plotly: Plotly,
    onMove: (moved: Readonly<Record<string, number>>) => void,
  ) {
    this.around = document.createElement('div');
    this.around.className = 'descent-view-live';
    this.div = document.createElement('div');
    this.div.style.height = `${view.height}px`;
    this.around.append(this.div);
    still.after(this.around);
    this.handles = new Handles(this.around, () => (this.drawn ? (this.div as Plot) : undefined), onMove);
    new ResizeObserver(() => {
      if (!this.drawn || this.div.clientWidth === 0) return;
      this.plotly.Plots.resize(this.div);
      this.handles.place();
    }).observe(this.div);
  }

  /** Draws the settings. While something is being moved only what moves is drawn anew; `settled` draws axes and names too. */
  async draw(settings: Settings, settled: boolean): Promise<readonly string[]> {
    const drawing = this.view.draw(settings);
    const sameGround = this.ground?.key === drawing.ground.key;
    if (!sameGround) this.ground = { key: drawing.ground.key, traces: drawing.ground.traces() };
    // In space Plotly moves no lines by themselves; what stays the same it does not draw anew.
    if (this.drawn && sameGround && !settled && !drawing.scene) this.moveTraces(drawing);
    else await this.drawAll(drawing);
    this.handles.show(drawing.handles);
    return drawing.says;
  }

  private async drawAll({ moving, ranges, scene }: Drawing): Promise<void> {
    const { layout, height } = this.view;
    const traces = [...(this.ground?.traces ?? []), ...moving];
    const axes: Partial<Layout> = scene ? { scene: fitted(scene, this.div.clientWidth / height) } : {
      dragmode: false,
      xaxis: { ...axisWith(layout.xaxis, ranges.x), fixedrange: true }, yaxis: { ...axisWith(layout.yaxis, ranges.y), fixedrange: true },
    };
    await this.plotly.react(
      this.div,
      traces,
      { template: templateFor(this.div.clientWidth), height, autosize: true, ...layout, ...axes },
      { displayModeBar: false, responsive: false },
    );
    this.drawn = true;
    // Until here the still picture stands, and where Plotly fails it stays.
    this.still.hidden = true;
    this.still.style.display = 'none';
  }

  /** Plotly draws a line anew in a few milliseconds, but contours and legends in many. */
  private moveTraces({ moving }: Drawing): void {
    if (moving.length === 0) return;
    const first = this.ground?.traces.length ?? 0;
    const data = moving.map(trace => ({ x: (trace as { x?: unknown }).x, y: (trace as { y?: unknown }).y }));
    // A move that is overtaken by the next is not shown, and that is all that its promise tells.
    const atOnce = { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
    this.plotly.animate(this.div, { data, traces: moving.map((_, k) => first + k) }, atOnce).catch(() => {});
  }
}

/** A scene is as high as its box, whatever the box's width: where that is too narrow it is seen from further away, or its sides would be cut off. */
function fitted(scene: NonNullable<Layout['scene']>, widthOverHeight: number): NonNullable<Layout['scene']> {
  // In a part of the page that is hidden nothing has a width.
  if (widthOverHeight === 0) return scene;
  const { x, y, z } = { x: 0, y: 0, z: 0, ...scene.camera?.eye };
  const { x: wide, y: deep } = { x: 1, y: 1, ...scene.aspectratio };
  const back = Math.max(1, (roomForSquare * Math.max(1, wide / deep) ** 0.25) / widthOverHeight);
  return { ...scene, camera: { ...scene.camera, eye: { x: back * x, y: back * y, z: back * z } } };
}

/** How wide for its height a box must be to hold a square ground and what stands at its axes. A ground that is wider than deep needs more. */
const roomForSquare = 0.93;
