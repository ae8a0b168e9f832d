import { quintic, type Polynomial } from '../algebra/polar';
import type { SettledForm } from './form';

/** A form's name: whatever differs from the default in words, so that equal forms, and only these, are equal by name. */
export function muonName(form: SettledForm): string {
  const words = differences(form);
  return words.length === 0 ? 'muon' : `muon (${words.join(', ')})`;
}

/** The same as a heading. */
export function muonTitle(form: SettledForm): string {
  return muonName(form).replace(/^m/, 'M');
}

function differences({ velocity, nesterov, correction, polynomials, start, floor, adaptive, scale }: SettledForm): string[] {
  const [first = quintic] = polynomials;
  const texts = polynomials.map(({ a, b, c }) => `${a} ${b} ${c}`);
  const alike = texts.every(text => text === texts[0]);
  return [
    ...(velocity === 'sum' ? ['sum'] : []),
    ...(nesterov ? [] : ['plain']),
    ...(correction ? ['corrected'] : []),
    ...(alike ? (polynomials.length === 5 ? [] : [`${polynomials.length} rounds`]) : [`rounds ${texts.join('; ')}`]),
    ...(alike && !isQuintic(first) ? [`coefficients ${texts[0]}`] : []),
    ...(start === 'frobenius' ? [] : [start]),
    ...(floor === 'least' ? [] : ['epsilon added']),
    ...(adaptive ? ['adaptive'] : []),
    ...(scale === 'width' ? [] : [scale === 'none' ? 'unscaled' : `rms ${scale}`]),
  ];
}

function isQuintic({ a, b, c }: Polynomial): boolean {
  return a === quintic.a && b === quintic.b && c === quintic.c;
}

const sizes: Readonly<Record<SettledForm['start'], string>> = {
  frobenius: '\\lVert D_t \\rVert_F',
  spectral: '\\sigma_{\\max}(D_t)',
  schatten: '\\lVert D_t D_t^{\\mathsf T} \\rVert_F^{1/2}',
  aol: '\\left( \\textstyle\\sum_j | D_t D_t^{\\mathsf T} |_{ij} \\right)^{1/2}',
};

/** A form's step as a lecture would write it. */
export function muonLatex({ velocity, nesterov, correction, polynomials, start, floor, adaptive, scale }: SettledForm): string {
  const share = velocity === 'sum' ? '' : '(1 - \\gamma) \\,';
  const over = (power: string): string => (correction ? ` / (1 - \\gamma^{${power}})` : '');
  const direction = nesterov ? `${share} g_t${over('t')} + \\gamma V_t${over('t + 1')}` : `V_t${over('t')}`;
  const size = sizes[start];
  const divisor =
    floor === 'added' && start !== 'schatten' && start !== 'aol' ? `( ${size} + \\varepsilon )` : `\\max( ${size}, \\varepsilon )`;
  const length =
    scale === 'none'
      ? ''
      : scale === 'width'
        ? '\\sqrt{\\max(1, n_{\\text{out}} / n_{\\text{in}})}'
        : `${scale} \\sqrt{\\max(n_{\\text{in}}, n_{\\text{out}})}`;
  return String.raw`\begin{aligned}
      g_t &= \nabla f( w_{t-1} ) \\
      V_t &= \gamma V_{t-1} + ${share} g_t \\
      D_t &= ${direction} \\
      O_t &= D_t / ${divisor} \text{ after ${rounds(polynomials)}} \\
      w_t &= (1 - \eta \lambda) \, w_{t-1} - \eta \, ${length} \, ${adaptive ? '\\langle D_t, O_t \\rangle \\, ' : ''}O_t
      \end{aligned}`;
}

function rounds(polynomials: readonly Polynomial[]): string {
  const texts = polynomials.map(polynomial);
  if (texts.length === 0) return 'no round';
  if (texts.every(text => text === texts[0]))
    return `${texts.length} round${texts.length > 1 ? 's' : ''} of } X \\leftarrow ${texts[0]} \\text{`;
  return `the rounds } X \\leftarrow ${texts.join(',\\; ')} \\text{`;
}

function polynomial({ a, b, c }: Polynomial): string {
  const term = (factor: number, powers: string): string => (factor === 0 ? '' : `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${powers}`);
  return `${a} X ${term(b, 'X X^{\\mathsf T} X')} ${term(c, '(X X^{\\mathsf T})^2 X')}`;
}
