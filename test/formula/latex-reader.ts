/**
 * A reader of the LaTeX that the formula engine prints, written without looking at how it prints: it follows the rules of typeset
 * mathematics (juxtaposition multiplies, a fraction bar and a root close what they cover, a power binds before a product) and evaluates at
 * once. So a bracket that was lost on the way shows as another number.
 */
export function evaluateLatex(latex: string, valueOf: (symbol: string) => number): number {
  const tokens = tokenize(latex);
  let position = 0;
  const peek = (): string => tokens[position] ?? '';
  const take = (expected?: string): string => {
    const token = tokens[position++] ?? '';
    if (expected !== undefined && token !== expected) throw new Error(`expected ${expected}, got "${token}" at ${position} in ${latex}`);
    return token;
  };

  const comparison = (): number => {
    const left = sum();
    const sign = peek();
    if (!['<', '>', '=', '\\le', '\\ge', '\\ne'].includes(sign)) return left;
    take();
    const right = sum();
    return Number({ '<': left < right, '>': left > right, '=': left === right, '\\le': left <= right, '\\ge': left >= right, '\\ne': left !== right }[sign]);
  };
  const sum = (): number => {
    let value = peek() === '-' ? (take(), -product()) : product();
    while (peek() === '+' || peek() === '-') value = take() === '+' ? value + product() : value - product();
    return value;
  };
  const endsProduct = new Set(['', '+', '-', '}', '\\right', ',', '<', '>', '=', '\\le', '\\ge', '\\ne', '&', '\\\\', '\\end', '\\text']);
  const product = (): number => {
    let value = power();
    while (!endsProduct.has(peek())) {
      if (peek() === '\\cdot') take();
      value *= power();
    }
    return value;
  };
  const power = (): number => {
    const base = atom();
    if (peek() !== '^') return base;
    take();
    return base ** group();
  };
  const group = (): number => {
    take('{');
    const value = comparison();
    take('}');
    return value;
  };
  const delimited = (close: string): number[] => {
    const values = [comparison()];
    while (peek() === ',') {
      take();
      values.push(comparison());
    }
    take('\\right');
    take(close);
    return values;
  };
  const inBrackets = (): number[] => {
    take('\\left');
    take('(');
    return delimited(')');
  };
  const symbol = (): string => {
    let name = take();
    if (['\\hat', '\\bar', '\\tilde', '\\Delta'].includes(name)) name += ` ${take()}`;
    if (peek() !== '_') return name;
    take();
    if (peek() !== '{') return `${name}_${take()}`;
    take();
    let index = '';
    while (peek() !== '}') index += take();
    take('}');
    return `${name}_{${index}}`;
  };
  const atom = (): number => {
    const token = peek();
    if (/^\d/.test(token)) return Number(take());
    switch (token) {
      case '{':
        return group();
      case '\\left': {
        take();
        const open = take();
        if (open === '(') return delimited(')')[0] as number;
        if (open === '\\lvert') return Math.abs(delimited('\\rvert')[0] as number);
        // Every number here stands for a tensor of one entry, whose norm is its size.
        if (open === '\\lVert') return Math.abs(delimited('\\rVert')[0] as number);
        throw new Error(`unknown bracket ${open} in ${latex}`);
      }
      case '\\frac': {
        take();
        const over = group();
        return over / group();
      }
      case '\\sqrt':
        take();
        return Math.sqrt(group());
      case '\\exp':
        take();
        return Math.exp(inBrackets()[0] as number);
      case '\\log':
        take();
        return Math.log(inBrackets()[0] as number);
      case '\\min':
        take();
        return Math.min(...inBrackets());
      case '\\max':
        take();
        return Math.max(...inBrackets());
      case '\\operatorname':
        take();
        take('{');
        take('sign');
        take('}');
        return Math.sign(inBrackets()[0] as number);
      case '\\begin': {
        ['\\begin', '{', 'cases', '}'].forEach(take);
        const yes = comparison();
        ['&', '\\text', '{', 'if', '}'].forEach(take);
        const test = comparison();
        take('\\\\');
        const no = comparison();
        ['&', '\\text', '{', 'otherwise', '}', '\\end', '{', 'cases', '}'].forEach(take);
        return test !== 0 ? yes : no;
      }
      default:
        return valueOf(symbol());
    }
  };

  const value = comparison();
  if (position < tokens.length) throw new Error(`left over "${tokens.slice(position).join(' ')}" in ${latex}`);
  return value;
}

function tokenize(latex: string): string[] {
  const tokens = latex.match(/\\\\|\\,|\\[a-zA-Z]+|\d+(\.\d+)?|cases|sign|if|otherwise|[a-zA-Z]|\S/g) ?? [];
  return tokens.filter(token => token !== '\\,');
}
