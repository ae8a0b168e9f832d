import { escapeHtml } from '../../src/notebook/escape';
import type { Frame } from './frame';
import { generator, opening } from './page';

/**
 * The page that a host shows for an address that is not there, at whatever depth: it needs no other file. Its way home is the address of the course
 * where that is known; else it looks for the nearest first page above, and without scripts names the one beside it.
 */
export function notFoundPage(frame: Frame, style: string): string {
  const { say, base, title } = frame;
  const home = base ?? 'index.html';
  return `${opening(frame, { title: say('notFound'), description: say('notFoundSay') })}
<meta name="robots" content="noindex">
<style>${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<header class="bar"><a class="home" href="${escapeHtml(home)}"><bdi>${escapeHtml(title)}</bdi></a></header>
<main id="main" class="lesson"><article><h1>${say('notFound')}</h1>
<div class="prose"><p>${say('notFoundSay')}</p>
<p><a class="home-link" href="${escapeHtml(home)}">${say('home')}</a></p></div></article></main>
${base === undefined ? `<script>${lookForHome}</script>\n` : ''}</body>
</html>
`;
}

/** From the folder of the address upwards, the first whose first page is one of ours. From disk nothing can be asked, and the page lies beside it. */
const lookForHome = `(async () => {
  if (!location.protocol.startsWith('http')) return;
  for (let folder = new URL('.', location.href); ; folder = new URL('..', folder)) {
    const answer = await fetch(folder).catch(() => undefined);
    if (answer?.ok && (await answer.text()).includes(${JSON.stringify(generator)})) {
      for (const link of document.querySelectorAll('.home, .home-link')) link.href = folder.href;
      return;
    }
    if (folder.pathname === '/') return;
  }
})();`;
