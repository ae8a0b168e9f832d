import katex from 'katex';
import { controls, type Controls } from '../../explore/page/controls';
import { LiveView } from '../../explore/page/live-view';
import type { Plotly } from '../../explore/page/plotly';
import { whenReady } from '../../explore/page/ready';
import { legalMoves, type Setting } from '../../explore/settings';
import { lossesView } from '../../explore/views/losses';
import { pathsView } from '../../explore/views/paths';
import { runsOf, type CompiledSurface } from '../../explore/views/surface-runs';
import type { CheckedMethod } from '../../optimizers/driver/declaration';
import { latexOf } from '../../optimizers/driver/latex-of';
import { declarationText } from '../declaration-text';
import type { KnownMethod, Playground } from '../known';
import { readRule, type Rule } from '../rule';
import { sliderFor } from '../sliders';
import { firstValue, onSurfaces, specsOf, walkersOf } from '../spec';
import { verdict, walkingOf } from '../verdict';
import { editor } from './editor';
import { KnownThings } from './known-things';
import { chooser, declarationBox, firstValues, paragraph } from './parts';
import { fragmentOf, readState, type PageState } from './state';

/** Brings to life every playground with this key in the page. */
export function start(key: string, data: Playground): void {
  document.querySelectorAll<HTMLElement>(`[data-descent-playground="${key}"]:not([data-started])`).forEach(figure => {
    figure.dataset['started'] = '';
    whenReady(figure, plotly => new PlaygroundPage(figure, key, data, plotly));
  });
}

/** The playground in a page: a typed rule, read and walked again whenever something changes. */
class PlaygroundPage {
  private readonly name: string;
  private readonly known: KnownThings;
  private state: PageState;
  private rule: Rule | undefined;
  private readonly editor = editor(() => this.edited());
  private readonly presets: ReturnType<typeof chooser>;
  private readonly beside: ReturnType<typeof chooser>;
  private readonly firsts = firstValues((slot, value) => this.change({ first: { ...this.state.first, [slot]: value } }));
  private readonly latex = document.createElement('div');
  private readonly says = paragraph('descent-says', 'polite');
  private readonly declaration = declarationBox();
  private readonly place = document.createElement('div');
  private controls: { names: string; bar: Controls } | undefined;
  private readonly views: readonly [LiveView, LiveView];
  private rest: ReturnType<typeof setTimeout> | undefined;
  private waiting = false;

  constructor(private readonly figure: HTMLElement, key: string, private readonly data: Playground, plotly: Plotly) {
    this.name = `p${key.slice(0, 8)}`;
    this.known = new KnownThings(data);
    const titles = data.methods.map(({ title }) => title);
    this.presets = chooser('Start from', ['…', ...titles], index => index > 0 && this.load(data.methods[index - 1] as KnownMethod));
    this.beside = chooser('Beside it', titles, index => this.change({ beside: (data.methods[index] as KnownMethod).name }));
    const linked = readState(this.name);
    this.state = this.complete(linked ?? {});
    this.latex.className = 'descent-latex';
    const stills = Array.from(figure.querySelectorAll<HTMLImageElement>('.descent-view > img')) as [HTMLImageElement, HTMLImageElement];
    const specs = specsOf(this.walkers(), this.known.surfaces);
    const moved = (values: Readonly<Record<string, number>>): void => this.move(values);
    this.views = [new LiveView(stills[0], pathsView(specs.paths), plotly, moved), new LiveView(stills[1], lossesView(specs.losses), plotly, moved)];
    this.layOut();
    this.editor.update = this.state.update;
    this.editor.at = this.state.at;
    void this.redraw().then(() => {
      figure.dataset['live'] = '';
      if (linked !== undefined) figure.scrollIntoView();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void (figure.isConnected && this.redraw()));
  }

  private layOut(): void {
    const bar = document.createElement('div');
    bar.className = 'descent-playground-bar';
    bar.append(this.presets.element, this.beside.element);
    const desk = document.createElement('div');
    desk.className = 'descent-desk';
    this.editor.element.append(this.firsts.element);
    desk.append(this.editor.element, this.latex);
    const views = this.figure.querySelector('.descent-views') as HTMLElement;
    views.before(bar, desk, this.place);
    views.after(this.says, this.declaration.element);
  }

  /** What is missing in a link, or in nothing at all. */
  private complete({ update, at = 'w', first = {}, beside = this.data.beside, values = {} }: Partial<PageState>): PageState {
    const { surfaces } = this.known;
    const surface = surfaces[values['surface'] ?? 0] === undefined ? 0 : (values['surface'] ?? 0);
    const [x, y] = (surfaces[surface] as CompiledSurface).start;
    return {
      ...(update === undefined ? textOf(this.known.text(this.data.rule)) : { update, at, first }),
      beside: this.known.has(beside) ? beside : this.data.beside,
      values: { x, y, steps: 60, ...values, surface },
    };
  }

  private load(method: KnownMethod): void {
    const text = textOf(method);
    this.editor.update = text.update;
    this.editor.at = text.at;
    const own = Object.entries(method.hyper).filter(([name]) => !(name in onSurfaces));
    this.change({ ...text, values: { ...this.state.values, ...Object.fromEntries(own) } });
  }

  private edited(): void {
    this.presets.show(0);
    this.change({ update: this.editor.update, at: this.editor.at });
  }

  private change(part: Partial<PageState>): void {
    this.state = { ...this.state, ...part };
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), 250);
  }

  private move(moved: Readonly<Record<string, number>>): void {
    const next = { ...this.state.values, ...legalMoves(this.settings(), moved) };
    this.change({ values: { ...next, ...this.views[0].view.follow?.(Object.keys(moved), next) } });
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.controls?.bar.show(this.values());
      void this.draw(false);
    });
  }

  private settle(): void {
    history.replaceState(history.state, '', fragmentOf(this.name, this.state));
    void this.redraw();
  }

  /** The rule if it can be read, else the last one that could. */
  private current(): CheckedMethod {
    return this.rule?.method ?? this.known.method(this.data.rule);
  }

  private walkers() {
    return walkersOf(this.current(), this.known.method(this.state.beside));
  }

  private settings(): Setting[] {
    const names = [...new Set([...this.current().hyperNames, ...this.known.method(this.state.beside).hyperNames])];
    return [
      ...names.map(name => sliderFor(name, firstValue(name, this.data))),
      { name: 'surface', label: 'surface', at: 0, options: this.known.surfaces.map(({ title }) => title) },
      { name: 'steps', label: 'steps', at: 60, slider: { from: 1, to: 200, whole: true } },
    ];
  }

  private values(): Record<string, number> {
    return { ...Object.fromEntries(this.settings().map(({ name, at }) => [name, at])), ...this.state.values };
  }

  /** Reads the rule anew, and shows all that follows from it. */
  private async redraw(): Promise<void> {
    const read = readRule(this.state, { defaults: this.values(), symbols: this.known.symbols });
    this.figure.dataset['fault'] = String('message' in read);
    this.editor.showFault('message' in read ? read : undefined);
    if ('method' in read) this.rule = read;
    this.beside.show(this.data.methods.findIndex(({ name }) => name === this.state.beside));
    this.firsts.show(this.rule?.slots ?? [], this.state.first);
    this.latex.innerHTML = katex.renderToString(latexOf(this.current()), { output: 'mathml', displayMode: true, throwOnError: false });
    const names = JSON.stringify(this.settings().map(({ name }) => name));
    if (this.controls?.names !== names) {
      const bar = controls(this.settings(), { key: this.name, onMove: (name, value) => this.move({ [name]: value }), onReset: () => this.reset() });
      this.place.replaceChildren(bar.element);
      this.controls = { names, bar };
    }
    this.controls.bar.show(this.values());
    const link = this.place.querySelector<HTMLAnchorElement>('.descent-link');
    if (link) link.href = fragmentOf(this.name, this.state);
    const specs = specsOf(this.walkers(), this.known.surfaces);
    this.views[0].view = pathsView(specs.paths);
    this.views[1].view = lossesView(specs.losses);
    const own = Object.fromEntries(this.current().hyperNames.map(name => [name, this.values()[name] as number]));
    this.declaration.show(declarationText(this.current(), own));
    await this.draw(true);
    this.says.textContent = 'message' in read ? 'The pictures show the last rule that could be read.' : this.verdict();
  }

  private draw(settled: boolean): Promise<unknown> {
    return Promise.all(this.views.map(view => view.draw(this.values(), settled)));
  }

  private reset(): void {
    this.state = this.complete({});
    this.editor.update = this.state.update;
    this.editor.at = this.state.at;
    this.presets.show(0);
    this.settle();
  }

  private verdict(): string {
    const values = this.values();
    const { paths } = specsOf(this.walkers(), this.known.surfaces);
    const [other, own] = runsOf(paths, values).map(({ points }) => points);
    const beside = this.known.candidate(this.known.text(this.state.beside), values);
    return verdict(walkingOf(this.current(), values), { beside, others: this.known.candidates(values), ways: [own ?? [], other ?? []] });
  }
}

function textOf({ update, at = 'w', state = {} }: KnownMethod): Pick<PageState, 'update' | 'at' | 'first'> {
  return { update, at, first: state };
}
