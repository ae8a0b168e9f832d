import { legalMoves, type Setting } from '../settings';
import { viewOf, type ViewSpec } from '../views';
import { controls } from './controls';
import { fragmentWith, namesPlace, readFragment } from './fragment';
import { LiveView } from './live-view';
import { Player } from './player';
import type { Plotly } from './plotly';
import { whenReady } from './ready';

/** Brings to life every figure with this key that is in the page, as soon as Plotly is there and the figure can be seen. */
export function start(key: string, settings: readonly Setting[], specs: readonly ViewSpec[], play?: string): void {
  document.querySelectorAll<HTMLElement>(`[data-descent-explorable="${key}"]:not([data-started])`).forEach(figure => {
    figure.dataset['started'] = '';
    whenReady(figure, plotly => enliven(figure, plotly, key, settings, specs, play));
  });
}

function enliven(figure: HTMLElement, plotly: Plotly, key: string, settings: readonly Setting[], specs: readonly ViewSpec[], play?: string): void {
  const name = `x${key.slice(0, 8)}`;
  const first = Object.fromEntries(settings.map(({ name: setting, at }) => [setting, at]));
  const linked = readFragment(name, settings);
  let values: Record<string, number> = { ...first, ...linked };
  const stills = Array.from(figure.querySelectorAll<HTMLImageElement>('.descent-view > img'));
  const views = specs.map((spec, k) => new LiveView(stills[k] as HTMLImageElement, viewOf(spec), plotly, move));
  const says = document.createElement('p');
  says.className = 'descent-says';
  says.setAttribute('aria-live', 'polite');
  const played = settings.find(setting => setting.name === play);
  const player = played && new Player(played, figure, value => move({ [played.name]: value }), playing => bar.showPlaying(playing));
  const bar = controls(settings, {
    key: name,
    onMove: (setting, value) => {
      if (setting === play) player?.pause();
      move({ [setting]: value });
    },
    onReset: () => {
      player?.pause();
      become(first);
    },
    ...(player && { onPlay: () => player.toggle(values[player.name] as number) }),
  });
  const where = figure.querySelector('.descent-views') as HTMLElement;
  where.before(bar.element);
  where.after(says);
  const link = bar.element.querySelector<HTMLAnchorElement>('.descent-link') as HTMLAnchorElement;

  let waiting = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  function move(moved: Readonly<Record<string, number>>): void {
    const next = { ...values, ...legalMoves(settings, moved) };
    become({ ...next, ...Object.assign({}, ...views.map(view => view.view.follow?.(Object.keys(moved), next))) });
  }
  function become(next: Record<string, number>): void {
    values = next;
    bar.show(values);
    clearTimeout(rest);
    rest = setTimeout(settle, 250);
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      void draw(false);
    });
  }
  /** What is read aloud, the address and the legends follow when the reader rests: not fifty times a second. */
  function settle(): void {
    const fragment = fragmentWith(name, settings, values);
    if (!namesPlace()) history.replaceState(history.state, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
    void draw(true);
  }
  async function draw(settled: boolean): Promise<void> {
    const said = await Promise.all(views.map(view => view.draw(values, settled)));
    link.href = `#${fragmentWith(name, settings, values)}`;
    if (settled) says.textContent = said.flat().join(' ');
  }
  bar.show(values);
  void draw(true).then(() => {
    figure.dataset['live'] = '';
    if (linked !== undefined) figure.scrollIntoView({ block: 'center' });
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (!figure.isConnected) return;
    void draw(true);
  });
}
