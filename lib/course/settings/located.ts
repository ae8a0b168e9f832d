import { findNodeAtLocation, parseTree, printParseErrorCode, type JSONPath, type Node, type ParseError } from 'jsonc-parser';

/** JSON whose values know their lines, so that a fault in one can be shown where it is. */
export interface Located {
  readonly value: unknown;
  /** The line of a value, or of the nearest one around it; of a `key` where the value is an object that should not have it. */
  readonly lineOf: (path: JSONPath, key?: string) => number;
}

/** Reads JSON. Errors: text that is none, with its line; a key that is given twice, which would silently lose the first. */
export function locatedJson(text: string, file: string): Located {
  const faults: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), faults, { disallowComments: true });
  const [fault] = faults;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  if (fault !== undefined || tree === undefined) {
    const what = fault === undefined ? 'it is empty' : inWords[printParseErrorCode(fault.error)] ?? 'a character that has no place there';
    throw new Error(`${file}:${lineAt(fault?.offset ?? 0)}: it is not JSON: ${what}`);
  }
  const twice = repeatedKey(tree);
  if (twice !== undefined) throw new Error(`${file}:${lineAt(twice.offset)}: "${twice.value}" is given twice`);
  return {
    value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown,
    lineOf: (path, key) => {
      const node = nearest(tree, path);
      const property = key === undefined ? undefined : node.children?.find(({ children }) => children?.[0]?.value === key);
      return lineAt((property ?? node).offset);
    },
  };
}

function nearest(tree: Node, path: JSONPath): Node {
  return findNodeAtLocation(tree, path) ?? (path.length === 0 ? tree : nearest(tree, path.slice(0, -1)));
}

function repeatedKey(node: Node): Node | undefined {
  const keys = node.type === 'object' ? (node.children ?? []).flatMap(({ children }) => children?.[0] ?? []) : [];
  const twice = keys.find(({ value }, k) => keys.slice(0, k).some(key => key.value === value));
  if (twice !== undefined) return twice;
  for (const child of node.children ?? []) {
    const inside = repeatedKey(child);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

const inWords: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key in double quotes is missing, perhaps after a comma too many',
  ValueExpected: 'a value is missing, perhaps after a comma too many',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'something stands after its end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'a text has no end',
};
