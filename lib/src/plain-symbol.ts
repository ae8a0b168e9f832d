import { symbolFor } from './notation';

/** A name's symbol where no formula can be set, as in a table or a legend: `beta1` is β₁. A name whose glyph has no plain characters stays as it is. */
export function plainSymbol(name: string): string {
  const plain = plainGlyph(symbolFor(name)?.glyph ?? name);
  return /[\\{}_^ ]/.test(plain) ? name : plain;
}

/** A glyph's LaTeX in plain characters: `\\beta_1` as β₁, `\\hat m` as m̂. What has none stays as it is spelled. */
export function plainGlyph(latex: string): string {
  return latex
    .replace(/\\(hat|bar|tilde)\s*\{?(\\?[A-Za-z]+)\}?/g, (_, accent: string, letter: string) => plainGlyph(letter) + (accents[accent] ?? ''))
    .replace(/\\(?:text|operatorname)\{([^{}]*)\}/g, '$1')
    .replace(/\\([A-Za-z]+)\s?/g, (whole, name: string) => letters[name] ?? whole.slice(1))
    .replace(/([_^])\{?([^{}_^]+)\}?/g, (_, sign: string, index: string) => {
      const table = sign === '_' ? lowered : raised;
      return [...index].every(character => character in table) ? [...index].map(character => table[character]).join('') : ` ${index}`;
    });
}

const accents: Readonly<Record<string, string>> = { hat: '\u0302', bar: '\u0304', tilde: '\u0303' };

const letters: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', Delta: 'Δ', varepsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν',
  rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', psi: 'ψ', ell: 'ℓ', infty: '∞', cos: 'cos ', sin: 'sin ', min: 'min', max: 'max',
};

const lowered: Readonly<Record<string, string>> = { 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉', '+': '₊', '-': '₋', '∞': '∞' };
const raised: Readonly<Record<string, string>> = { 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻' };
