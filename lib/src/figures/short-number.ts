const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number in words of a text alternative: three digits, and a power of ten where zeros would hide the size, 4.0 × 10⁻⁶; Infinity is no end. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return 'no end';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [digits = '', exponent = '0'] = value.toExponential(1).split('e');
    const power = [...String(Math.abs(Number(exponent)))].map(digit => raised[Number(digit)]).join('');
    return `${digits.replace('-', '−')} × 10${Number(exponent) < 0 ? '⁻' : ''}${power}`;
  }
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
