import { written } from '../../figures/written';
import type { Handle } from '../views/view';
import type { Plot } from './plotly';

/** Moves of the settings, by name. */
type Move = (moved: Readonly<Record<string, number>>) => void;

/** Points on a plot that can be dragged by mouse and finger, and moved by arrow keys. */
export class Handles {
  private readonly buttons: HTMLButtonElement[] = [];
  private handles: readonly Handle[] = [];

  constructor(
    private readonly around: HTMLElement,
    private readonly plot: () => Plot | undefined,
    private readonly onMove: Move,
  ) {
    around.addEventListener('click', event => this.jump(event));
  }

  /** Puts the handles where the drawing has them. */
  show(handles: readonly Handle[]): void {
    this.handles = handles;
    while (this.buttons.length < handles.length) this.add(this.buttons.length);
    this.place();
  }

  /** After the plot has been drawn or has changed its size. */
  place(): void {
    const plot = this.plot();
    if (plot === undefined) return;
    const { xaxis, yaxis } = plot._fullLayout;
    this.handles.forEach(({ label, x, y }, k) => {
      const button = this.buttons[k] as HTMLButtonElement;
      const [left, top] = [xaxis.d2p(x.at), yaxis.d2p(y.at)];
      const inside = left >= -1 && left <= xaxis._length + 1 && top >= -1 && top <= yaxis._length + 1;
      button.hidden = !inside;
      button.style.left = `${plot.offsetLeft + xaxis._offset + left}px`;
      button.style.top = `${plot.offsetTop + yaxis._offset + top}px`;
      const where = y.setting === undefined ? written(x.at) : `${written(x.at)}, ${written(y.at)}`;
      button.setAttribute('aria-label', `${label}: ${where}; ${y.setting === undefined ? 'the arrow keys left and right move' : 'the arrow keys move'} it`);
      button.title = `${label}: drag it, or move it with the arrow keys`;
    });
  }

  private add(k: number): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'descent-handle';
    button.addEventListener('pointerdown', event => {
      button.setPointerCapture(event.pointerId);
      event.preventDefault();
      button.focus();
    });
    button.addEventListener('pointermove', event => {
      if (button.hasPointerCapture(event.pointerId)) this.moveTo(k, event.clientX, event.clientY);
    });
    button.addEventListener('keydown', event => {
      const [right, down] = arrows[event.key] ?? [];
      const plot = this.plot();
      const handle = this.handles[k];
      if (right === undefined || down === undefined || plot === undefined || handle === undefined) return;
      event.preventDefault();
      const { xaxis, yaxis } = plot._fullLayout;
      const share = event.shiftKey ? 0.05 : 0.01;
      const moved = (axis: typeof xaxis, { at, step }: Handle['y'], by: number, sign: 1 | -1): number =>
        step === undefined ? axis.d2p(at) + by * share * axis._length : axis.d2p(at + sign * by * step);
      this.move(k, moved(xaxis, handle.x, right, 1), moved(yaxis, handle.y, down, -1));
    });
    this.around.append(button);
    this.buttons.push(button);
  }

  /** A click on the plot brings its only handle there. */
  private jump(event: MouseEvent): void {
    const onHandle = (event.target as Element).closest('.descent-handle') !== null;
    const plot = this.plot();
    if (onHandle || plot === undefined || this.handles.length !== 1) return;
    const box = plot.getBoundingClientRect();
    const { xaxis, yaxis } = plot._fullLayout;
    const scale = scaleOf(plot);
    const [left, top] = [(event.clientX - box.left) / scale - xaxis._offset, (event.clientY - box.top) / scale - yaxis._offset];
    if (left >= 0 && left <= xaxis._length && top >= 0 && top <= yaxis._length) this.moveTo(0, event.clientX, event.clientY);
  }

  private moveTo(k: number, clientX: number, clientY: number): void {
    const plot = this.plot();
    if (plot === undefined) return;
    const box = plot.getBoundingClientRect();
    const scale = scaleOf(plot);
    this.move(k, (clientX - box.left) / scale - plot._fullLayout.xaxis._offset, (clientY - box.top) / scale - plot._fullLayout.yaxis._offset);
  }

  private move(k: number, left: number, top: number): void {
    const plot = this.plot();
    const handle = this.handles[k];
    if (plot === undefined || handle === undefined) return;
    const { xaxis, yaxis } = plot._fullLayout;
    const moved = (axis: typeof xaxis, pixel: number): number => Number(axis.p2d(Math.min(axis._length, Math.max(0, pixel))).toPrecision(3));
    const x = { ...handle.x, at: moved(xaxis, left) };
    const y = handle.y.setting === undefined ? handle.y : { ...handle.y, at: moved(yaxis, top) };
    // The next key may come before the frame that draws this move, and goes on from it.
    this.handles = this.handles.map((each, at) => (at === k ? { ...handle, x, y } : each));
    this.onMove({ [x.setting]: x.at, ...(y.setting !== undefined && { [y.setting]: y.at }) });
  }
}

/** How many pixels of the screen one of the plot's is: a page, such as a slide, may show what is in it larger or smaller than it was laid out. */
function scaleOf(plot: Plot): number {
  return plot.getBoundingClientRect().width / plot.offsetWidth;
}

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
