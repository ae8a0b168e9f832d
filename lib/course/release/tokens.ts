import ts from 'typescript';

/** A piece of code as its words: blanks, comments and quotes do not matter. */
export function tokensOf(code: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, code);
  const tokens: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    tokens.push(kind === ts.SyntaxKind.StringLiteral || kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral ? `"${scanner.getTokenValue()}"` : scanner.getTokenText());
  }
  return tokens;
}

/** So many words in a row are no chance. */
const LENGTH = 9;

/** Of those so many must be names or numbers: brackets and commas follow each other everywhere. */
const NAMES = 4;

/** Every run of words that could give an answer away, as one text each. A piece that is shorter is one run. */
export function runsOf(code: string): Set<string> {
  const tokens = tokensOf(code);
  const length = Math.min(LENGTH, tokens.length);
  const runs = new Set<string>();
  for (let at = 0; at + length <= tokens.length; at++) {
    const run = tokens.slice(at, at + length);
    if (run.filter(token => /^[\w$"]/.test(token)).length >= NAMES) runs.add(run.join(' '));
  }
  return runs;
}
