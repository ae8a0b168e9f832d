import { gzipSync } from 'node:zlib';
import { describePlayground, type PlaygroundOptions } from '../playground';
import { display } from './display';
import { embedPlotlyOnce, playgroundPath, readAsset, unpackingScript } from './plotly';
import { playgroundHtml } from './playground-html';

/**
 * Shows a playground below the cell: type an update rule in the course's formula language, and the page reads it, shows its formula, its way down a
 * surface beside a method's, what it is ("your rule is Adam without bias correction"), and the declaration to paste. It needs no kernel once it is
 * shown; what was typed stands in the page's address. Errors: a method or surface that is no formula.
 */
export function playground(options: PlaygroundOptions = {}): void {
  const data = describePlayground(options);
  embedPlotlyOnce();
  const html = playgroundHtml(data) + unpackingScript(gzipSync(readAsset(playgroundPath), { level: 9 }), 'descentPlayground');
  display({ 'text/html': html, 'text/plain': 'A playground for update rules; it needs a page that runs scripts.' });
}
