import type { Symbol } from '../notation';
import type { CheckedMethod } from '../optimizers/driver/declaration';

/** A rule as the declaration that one would paste into a file or a cell. */
export function declarationText({ declaration, program, at, initial }: CheckedMethod, hyper: Readonly<Record<string, number>>): string {
  const symbols = Object.entries(declaration.symbols ?? {}).filter(([name]) => program?.kinds.has(name));
  const lines = (program?.text ?? '').split('\n').map(line => line.trim()).filter(line => line !== '');
  return [
    'const myRule = optimizer({',
    "  name: 'my rule',",
    "  title: 'My rule',",
    "  idea: 'Say it in one sentence.',",
    "  source: { paper: 'my own' },",
    `  hyper: ${pairs(Object.entries(hyper))},`,
    ...(initial.size === 0 ? [] : [`  state: ${pairs([...initial].map(([slot, first]) => [slot, typeof first === 'number' ? first : `'${first.text}'`]))},`]),
    ...(at === undefined ? [] : [`  at: '${at.text}',`]),
    ...(symbols.length === 0 ? [] : ['  symbols: {', ...symbols.map(symbolLine), '  },']),
    '  update: `',
    ...lines.map(line => `    ${line}`),
    '  `,',
    '});',
  ].join('\n');
}

function pairs(entries: ReadonlyArray<readonly [string, unknown]>): string {
  return entries.length === 0 ? '{}' : `{ ${entries.map(([name, value]) => `${name}: ${String(value)}`).join(', ')} }`;
}

function symbolLine([name, { glyph, meaning }]: readonly [string, Symbol]): string {
  return `    ${name}: { glyph: ${JSON.stringify(glyph)}, meaning: ${JSON.stringify(meaning)} },`;
}
