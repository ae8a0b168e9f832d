import { namesIn, type Expression } from '../tree';
import { apply, name as nameOf, number } from './build';
import { oneOccurrence, substituted, type Slip } from './mutation';

/** The names that an expression may confuse: those of numbers with each other, and those of tensors. */
export interface Names {
  readonly scalars: readonly string[];
  readonly tensors: readonly string[];
}

/** A name where another belongs, at one place or throughout; one minus a number for the number; the square of a tensor for the tensor. */
export function otherNames(node: Expression, { scalars, tensors }: Names): Slip[] {
  const used = namesIn(node);
  const numbers = scalars.filter(name => name !== 't');
  return [
    ...pairs(used.filter(name => numbers.includes(name))).map(([a, b]) => swappedIn(node, a, b)),
    ...used.flatMap(name => {
      const kin = [numbers, tensors].find(group => group.includes(name)) ?? [];
      const one = kin.filter(other => other !== name).flatMap(other => instead(node, name, other));
      const shares = numbers.includes(name) ? complemented(node, name) : [];
      // Where all are numbers none of them is a setting, which nobody squares.
      const squares = tensors.includes(name) || (tensors.length === 0 && numbers.includes(name)) ? squared(node, name) : [];
      return [...one, ...shares, ...squares];
    }),
    ...(used.includes('t') ? [counted(node, -1), counted(node, 1)] : []),
  ];
}

/** Two names changed for each other. */
export function swappedIn(node: Expression, a: string, b: string): Slip {
  return { kind: 'swapped', says: `${a} and ${b} are swapped`, node: substituted(node, { [a]: nameOf(b), [b]: nameOf(a) }) };
}

/** All pairs of a list. */
export function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((a, k) => items.slice(k + 1).map((b): [Item, Item] => [a, b]));
}

function instead(node: Expression, name: string, other: string): Slip[] {
  const one = oneOccurrence(node, name, nameOf(other)).map((wrong): Slip => ({ kind: 'other name', says: `${other} stands where ${name} belongs`, node: wrong }));
  if (one.length < 2) return one;
  return [...one, { kind: 'other name', says: `${other} stands wherever ${name} belongs`, node: substituted(node, { [name]: nameOf(other) }) }];
}

function complemented(node: Expression, name: string): Slip[] {
  const rest = apply('-', number(1), nameOf(name));
  const one = oneOccurrence(node, name, rest).map((wrong): Slip => ({ kind: 'complement', says: `1 − ${name} stands where ${name} belongs`, node: wrong }));
  if (one.length < 2) return one;
  return [...one, { kind: 'complement', says: `${name} and 1 − ${name} have changed places`, node: substituted(node, { [name]: rest }) }];
}

function squared(node: Expression, name: string): Slip[] {
  const square = apply('^', nameOf(name), number(2));
  return oneOccurrence(node, name, square).map((wrong): Slip => ({ kind: 'power', says: `${name} is squared`, node: wrong }));
}

/** The count of steps one too low or too high, wherever it stands in an expression. */
export function counted(node: Expression, by: number): Slip {
  const shifted = apply(by < 0 ? '-' : '+', nameOf('t'), number(Math.abs(by)));
  return { kind: 'power', says: `t is one too ${by < 0 ? 'small' : 'large'}`, node: substituted(node, { t: shifted }) };
}

/** A number, such as the rate, times a factor. */
export function scaled(node: Expression, name: string): Slip[] {
  return [2, 10].flatMap(factor => [
    { kind: 'scaled' as const, says: `${name} is taken ${factor} times`, node: substituted(node, { [name]: apply('*', number(factor), nameOf(name)) }) },
    { kind: 'scaled' as const, says: `${name} is divided by ${factor}`, node: substituted(node, { [name]: apply('/', nameOf(name), number(factor)) }) },
    ...(factor === 2 ? [{ kind: 'scaled' as const, says: `${name} is squared, or applied twice`, node: substituted(node, { [name]: apply('*', nameOf(name), nameOf(name)) }) }] : []),
  ]);
}

