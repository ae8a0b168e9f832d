import { useBackend } from '../backend';
import { findCourse, lessonSlugs } from './course';
import { display } from './display';
import { escapeHtml } from './escape';
import { embedPlotly } from './plotly';

/**
 * Begins a lesson: chooses the fastest backend this machine has, puts Plotly into the page so that figures are live without a network, and
 * says in one line what the cells will run on. Errors: an unknown lesson; a backend forced by DESCENT_BACKEND that cannot start.
 */
export async function lesson(slug: string): Promise<void> {
  const slugs = lessonSlugs(findCourse());
  if (!slugs.includes(slug)) throw new Error(`there is no lesson "${slug}"; known: ${slugs.join(', ')}`);
  const { name, device } = await useBackend();
  embedPlotly();
  const text = `Lesson ${slug}: tensors run on ${name} (${device}).`;
  display({ 'text/html': `<p class="descent-lesson">${escapeHtml(text)}</p>`, 'text/plain': text });
}
