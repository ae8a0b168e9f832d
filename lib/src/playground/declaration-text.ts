import type { CheckedMethod } from '../optimizers/driver/declaration';

/** A rule as the declaration that one would paste into a file or a cell. */
export function declarationText({ declaration, program, at, initial }: CheckedMethod, hyper: Readonly<Record<string, number>>): string {
  const pairs = (entries: ReadonlyArray<readonly [string, unknown]>): string => (entries.length === 0 ? '{}' : `{ ${entries.map(([name, value]) => `${name}: ${String(value)}`).join(', ')} }`);
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
    ...(symbols.length === 0 ? [] : ['  symbols: {', ...symbols.map(([name, { glyph, meaning }]) => `    ${name}: { glyph: ${JSON.stringify(glyph)}, meaning: ${JSON.stringify(meaning)} },`), '  },']),
    '  update: `',
    ...lines.map(line => `    ${line}`),
    '  `,',
    '});',
  ].join('\n');
}
