import ts from 'typescript';
import { visited } from './syntax';
import type { LintFault, Rule } from './linted';

/** Whoever cannot see a picture reads what it shows. Figures of the library write that themselves, from their data. */
export const textAlternatives: Rule = ({ prose, code }) => [
  ...prose.flatMap(({ at, tokens }) => tokens.flatMap(token => {
    if (token.type === 'image' && token.content.trim() === '') return [{ cell: at, says: `the picture "${(token.attrGet('src') ?? '').slice(0, 60)}" has no text alternative; write ![what it shows](…)` }];
    const bare = /^html_/.test(token.type) ? bareImage(token.content) : undefined;
    return bare === undefined ? [] : [{ cell: at, says: `${bare} has no text alternative; give it alt="what it shows"` }];
  })),
  ...code.flatMap(({ at, source }) => visited(source).flatMap((node): LintFault[] => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const bare = bareImage(node.getText());
      return bare === undefined ? [] : [{ cell: at, says: `${bare} has no text alternative; give it alt="what it shows"` }];
    }
    return isBareFigure(node) ? [{ cell: at, says: 'a figure of its own traces has no text alternative; give it alt: \'what it shows\'' }] : [];
  })),
];

function bareImage(html: string): string | undefined {
  const tag = [...html.matchAll(/<img\b[^>]*>/gi)].map(([found]) => found).find(found => !/\balt\s*=\s*("[^"]*\S[^"]*"|'[^']*\S[^']*')/i.test(found));
  return tag === undefined ? undefined : `"${tag.slice(0, 60)}"`;
}

/** `show({ data: … })` without `alt`; what is spread into it may hold one. */
function isBareFigure(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !['show', 'figure'].includes(node.expression.getText())) return false;
  const [given] = node.arguments;
  if (given === undefined || !ts.isObjectLiteralExpression(given)) return false;
  const names = given.properties.map(property => property.name?.getText() ?? '…');
  return names.includes('data') && !names.includes('alt') && !names.includes('…');
}
