import { describePlayground } from '../../src/playground';
import { escapeHtml } from '../../src/notebook/escape';
import { playgroundHtml } from '../../src/notebook/playground-html';
import { figureScripts, page } from './page';

/** The file of the playground's page. */
export const playgroundFile = 'playground.html';

/** A page on which a reader types an update rule and sees what it does. */
export function playgroundPage(siteTitle: string): string {
  return page({
    title: `Playground · ${siteTitle}`,
    description: 'Type an update rule and see its formula, its way down a surface, and which method it is.',
    header: `<header class="bar"><a class="home" href="index.html">${escapeHtml(siteTitle)}</a></header>`,
    main: `<article class="playground"><h1>What does your own update rule do?</h1>
<p>Write how the weights change in one step: <code>w</code> are the weights, <code>g</code> the gradient, <code>t</code> the number of the step. A name that is read before it
is assigned is remembered from step to step. The page reads every line as the library does; nothing is sent anywhere, and the address holds what you typed.</p>
<noscript><p>Without scripts this page can only show a picture.</p></noscript>
${playgroundHtml(describePlayground())}</article>`,
    scripts: `${figureScripts}<script src="assets/playground.js" defer></script>\n`,
  });
}
