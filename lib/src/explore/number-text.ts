/** A number as the course writes it: three digits, powers of ten where it is very small or large. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return minus(String(Number(value.toPrecision(closeToOne(value) ? 5 : 3))));
  const [mantissa, exponent] = value.toExponential(1).split('e') as [string, string];
  return `${minus(mantissa)} × 10${minus(exponent.replace('+', '')).replace(/[−\d]/g, digit => raised[digit] ?? digit)}`;
}

/** Of a decay such as 0.9995 three digits would hide what matters. */
function closeToOne(value: number): boolean {
  return value > 0.99 && value < 1;
}

function minus(text: string): string {
  return text.replace('-', '−');
}

const raised: Readonly<Record<string, string>> = { '−': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
