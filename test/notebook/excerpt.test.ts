import { expect, test } from 'vitest';
import { excerpt } from '../../lib/src/notebook/excerpt';

test.each<[what: string, line: string, column: number, shown: string]>([
  ['a short line', 'const a = ;', 11, '\n    const a = ;\n              ^'],
  ['indentation is left out', '    return a;', 12, '\n    return a;\n           ^'],
  ['a tab inside stays', 'if (a)\treturn;', 8, '\n    if (a)\treturn;\n          \t^'],
  ['a column in the indentation', '    return a;', 2, '\n    return a;\n    ^'],
  ['an empty line', '   ', 2, ''],
  ['the end of a long line', `${'x'.repeat(300)}(`, 301, `\n    … ${'x'.repeat(50)}(\n    ${' '.repeat(52)}^`],
  ['the beginning of a long line', `${'x'.repeat(300)}(`, 3, `\n    ${'x'.repeat(100)} …\n      ^`],
])('%s', (_, line, column, shown) => {
  expect(excerpt(line, column)).toBe(shown);
});
