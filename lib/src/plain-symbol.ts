import { symbolFor } from './notation';

const letters: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν',
  rho: 'ρ', sigma: 'σ', tau: 'τ', psi: 'ψ',
};

/** A name's symbol where no formula can be set, as in a table or a legend: `beta1` is β₁. A name whose glyph has no plain letters stays as it is. */
export function plainSymbol(name: string): string {
  const glyph = symbolFor(name)?.glyph ?? name;
  const plain = glyph
    .replace(/\\([a-z]+)/g, (command, letter: string) => letters[letter] ?? command)
    .replace(/_(\d)/g, (_, digit: string) => String.fromCodePoint(0x2080 + Number(digit)));
  return /[\\{}_^~ ]/.test(plain) ? name : plain;
}
