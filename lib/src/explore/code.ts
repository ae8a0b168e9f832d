/** A piece of JavaScript among data. */
export class Code {
  constructor(readonly text: string) {}
}

/**
 * Data with functions in it as one JavaScript expression, for a script in a page. No text in it can end the script. What is undefined is left out.
 * Errors: anything but data and `Code`.
 */
export function codeOf(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return JSON.stringify(value).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(codeOf).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{ ${entries.map(([name, inner]) => `${codeOf(name)}: ${codeOf(inner)}`).join(', ')} }`;
  }
  throw new Error(`explore: cannot write ${typeof value} into a page`);
}
