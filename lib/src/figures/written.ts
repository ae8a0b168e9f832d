/**
 * A number as the course writes it: three significant digits, whole from 100 up with a space between thousands, and a power of ten below 0.001 and
 * from a million up. 6.57, −0.067, 1 438, 4.0 × 10⁻⁶; ∞ for infinity, "no number" for NaN.
 */
export function written(value: number): string {
  if (Number.isNaN(value)) return 'no number';
  const [sign, size] = [value < 0 ? '−' : '', Math.abs(value)];
  if (size === Infinity) return `${sign}∞`;
  if (size === 0) return '0';
  const [mantissa = '', exponent = ''] = size.toExponential(2).split('e');
  if (Number(exponent) < -3 || Number(exponent) > 5) return `${sign}${mantissa.replace(/0$/, '')} × ${powerOfTen(Number(exponent))}`;
  return sign + (size < 100 ? String(Number(size.toPrecision(3))) : grouped(Math.round(size)));
}

/** 10 with its exponent raised, such as 10⁻⁶: the same text in a figure, in its still picture and read aloud. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map(sign => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(sign)))).join('')}`;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ' ');
}
