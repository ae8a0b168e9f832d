import { describePlayground } from '../../src/playground';
import { playgroundHtml } from '../../src/notebook/playground-html';
import { playgroundFile } from './files';
import { inEnglish, type Frame } from './frame';
import { figureScripts, page } from './page';

/** A page on which a reader types an update rule and sees what it does. */
export function playgroundPage(frame: Frame): string {
  const { say } = frame;
  const names = { w: '<code>w</code>', g: '<code>g</code>', t: '<code>t</code>' };
  return page(frame, {
    file: playgroundFile,
    title: say('playground'),
    description: say('playgroundTitle'),
    main: `<article class="playground"><h1>${say('playgroundTitle')}</h1>
<p>${say('playgroundSay', names)}</p>
<noscript><p>${say('noScripts')}</p></noscript>
<div${inEnglish(frame)}>${playgroundHtml(describePlayground())}</div></article>`,
    scripts: `${figureScripts}<script src="assets/playground.js" defer></script>\n`,
  });
}
