import type { CourseSettings } from '../settings';
import type { CourseFace } from '../site/face';

/** How the course shows itself, of all that its settings say. */
export function courseFace({ title, language, term, accent, logo, base, links }: CourseSettings): CourseFace {
  return { title, language, links, ...(term && { term }), ...(accent && { accent }), ...(logo && { logo }), ...(base && { base }) };
}
