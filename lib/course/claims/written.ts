// Numbers as the lessons write them, for claims.

/** A whole number with its thousands apart: 3 925. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** A number with a power of ten: 4.0 × 10⁻⁶; in a formula, with `tex`, 4.0\cdot10^{-6}. */
export function scientific(value: number, digits = 2, { tex = false } = {}): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const power = String(Number(exponent));
  if (tex) return `${mantissa}\\cdot10^{${power}}`;
  return `${mantissa.replace('-', '−')} × 10${[...power].map(digit => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])).join('')}`;
}
