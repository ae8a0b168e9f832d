import type { WalkResult } from '../grading/result';
import type { Path } from '../../src/descent';
import { pathMap, type Figure } from '../../src/figures';
import { rounded } from '../../src/figures/figure';
import { contourColor, darkColors } from '../../src/figures/template';
import { stillPicture } from '../../src/notebook/still/picture';
import { beale, himmelblau, lessard, manyMinima, quadratic, rastrigin, ravine, rosenbrock, saddle, sixHumpCamel, type Surface } from '../../src/surfaces';
import type { SurfaceFamily } from '../../src/surfaces/family';
import { forHtml } from './strangers-text';

/**
 * The student's walk over that of the reference on the contour lines of the surface, in the course's colours and dashes; the student's line is the
 * thinner one and lies above, so that both are seen where they coincide. A picture without scripts, which a dark page shows in dark colours.
 */
export function walkPicture(walk: WalkResult): string {
  const figure = figureOf(walk);
  const picture = Buffer.from(withDarkColors(stillPicture(rounded(figure)))).toString('base64');
  const caption = figure.caption === undefined ? '' : `<p class="descent-caption">${forHtml(figure.caption)}</p>`;
  return `<figure class="descent-figure"><figcaption><strong>${forHtml(figure.title)}</strong></figcaption>`
    + `<div class="picture"><img alt="${forHtml(figure.alt)}" src="data:image/svg+xml;base64,${picture}"></div>${caption}</figure>`;
}

/** What the legend calls the student's walk. The figures give this name a blue that stands out on the colours of most methods, and another on blue. */
const own = 'your way';

function figureOf({ title, surface: { name, parameters }, method, reference, student }: WalkResult): Figure {
  const surface = surfaceNamed(name, parameters);
  const walks = [pathOf(surface, method, reference, false), pathOf(surface, own, student, student.length < reference.length)];
  const paths = walks.filter(({ points }) => points.length > 0);
  if (paths.length === 0) throw new Error(`walk on ${name}: there must be a point to draw, got none`);
  const caption = student.length === 0 ? 'Your version gave no numbers to draw.' : 'Your way is the thinner line, which lies above.';
  return pathMap({ title, surface, paths, caption });
}

function pathOf(surface: Surface, name: string, points: Path['points'], diverged: boolean): Path {
  return { name, points, losses: points.map(point => surface.value(point)), diverged };
}

const families: readonly SurfaceFamily[] = [ravine, quadratic, saddle, rosenbrock, beale, himmelblau, sixHumpCamel, rastrigin, manyMinima, lessard];

function surfaceNamed(name: string, parameters: Readonly<Record<string, number>>): Surface {
  const found = families.find(({ documentation }) => documentation.name === name);
  if (found === undefined) throw new Error(`walk: the surface must be one of ${families.map(one => one.documentation.name).join(', ')}, got "${name}"`);
  return found(parameters);
}

/** Style rules win over the attributes that a picture's colours stand in. */
function withDarkColors(svg: string): string {
  const { paper, text, grid, line, contour } = darkColors;
  const rules = [
    `svg{fill:${text}}`,
    `[fill="#fff"]{fill:${paper}}`,
    `[stroke="#fff"]{stroke:${paper}}`,
    `[stroke="#e7eaee"]{stroke:${grid}}`,
    `[stroke="#aab2bb"]{stroke:${line}}`,
    `[stroke="${contourColor}"]{stroke:${contour}}`,
  ];
  return svg.replace('>', `><style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`);
}
