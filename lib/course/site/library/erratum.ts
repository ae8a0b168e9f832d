import { slideOf } from '../../../src/notebook/lectures';
import type { Erratum } from '../../../src/notebook/errata';
import { lineHtml } from './prose';

/** A place where a lecture errs: which slide, what is wrong, what is right. */
export function erratumHtml({ at, topic, right }: Erratum): string {
  const { lecture, title } = slideOf(at);
  return lineHtml(`Lecture ${lecture.number}, slide “${title}”: *${topic}.* ${right}`);
}
