import { codeKey } from './code-key';
import { fitAll } from './fit';
import { isInFigure, leaveFigure } from './in-figure';
import './reveal';

const width = 1280;

/** As high as the screen is for its width, between 16:9 and 4:3, so that a deck fills either; what stands on a slide has that height, too. Paper is 16:9. */
function height(): number {
  const onPaper = /print-pdf|[?&]view=print/.test(location.search);
  const pixels = onPaper ? 720 : Math.round(Math.min(960, Math.max(720, (width * innerHeight) / innerWidth)));
  document.body.style.setProperty('--page-height', `${pixels}px`);
  return pixels;
}

/** The lecturer's window has no style for formulas; MathML needs none. */
function plainFormulas(): void {
  document.querySelectorAll('aside.notes .katex-html').forEach(element => element.remove());
}

async function start(): Promise<void> {
  plainFormulas();
  document.querySelectorAll<HTMLElement>('.fit, .listing').forEach(element => (element.dataset['preventSwipe'] = ''));
  await window.Reveal.initialize({
    width,
    height: height(),
    margin: 0,
    center: false,
    hash: true,
    transition: 'none',
    slideNumber: 'c/t',
    rtl: document.documentElement.dir === 'rtl',
    pdfSeparateFragments: false,
    pdfMaxPagesPerSlide: 1,
    scrollActivationWidth: 0,
    keyboardCondition: (event: KeyboardEvent) => !isInFigure(event.target),
    plugins: [window.RevealNotes],
  });
  document.addEventListener('keydown', leaveFigure);
  codeKey(window.Reveal);
  fitAll();
  addEventListener('resize', () => window.Reveal.configure({ height: height() }));
}

void start();
