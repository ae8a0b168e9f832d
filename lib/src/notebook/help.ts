import { symbolFor } from '../notation';
import { latexOf, type Method } from '../optimizers';
import { markdown } from './math';

/** Shows what a method is: its idea, its formula as the engine reads it, its hyper-parameters and their names elsewhere, its source. */
export function help<Hyper extends string>(method: Method<Hyper>): void {
  const { title, idea, source, differs, hyper, symbols } = method.declaration;
  const names = Object.entries(hyper).map(([name, value]) => {
    const { glyph = name, meaning = '', interval = '', torch = '', keras = '', optax = '', tfjs = '' } = symbolFor(name, symbols) ?? {};
    return `| \`${name}\` | $${glyph}$ | ${meaning} | ${value} | $${interval.replace('inf', '\\infty')}$ | ${[torch, keras, optax, tfjs].map(code).join(' | ')} |`;
  });
  const paper = source.url === undefined ? source.paper : `[${source.paper}](${source.url})`;
  const lectures = source.lectures === undefined ? '' : ` · decks ${source.lectures.join(', ')}`;
  markdown(
    [
      `**${title}.** ${idea}`,
      ...(method.program ? [`$$${latexOf(method as Method)}$$`] : []),
      ['| name | symbol | meaning | default | values | torch | Keras | optax | tfjs |', '|---|---|---|---|---|---|---|---|---|', ...names].join('\n'),
      ...(differs === undefined ? [] : [`*Elsewhere:* ${differs}`]),
      `*Source:* ${paper}${lectures}`,
    ].join('\n\n'),
  );
}

function code(name: string): string {
  return name === '' ? '' : `\`${name}\``;
}
