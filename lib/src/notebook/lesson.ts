import { useBackend } from '../backend';
import { exerciseSlugs, findCourse, lessonSlugs } from './course';
import { display } from './display';
import { escapeHtml } from './escape';
import { exerciseLink } from './exercise-link';
import { embedPlotly } from './plotly';

/**
 * Begins a lesson: chooses the fastest backend this machine has, puts Plotly into the page so that figures are live without a network, says in one
 * line what the cells will run on, and links the lesson's exercise, which in JupyterLab opens beside the notebook. Errors: an unknown lesson; a
 * backend forced by DESCENT_BACKEND that cannot start.
 */
export async function lesson(slug: string): Promise<void> {
  const course = findCourse();
  const slugs = lessonSlugs(course);
  if (!slugs.includes(slug)) throw new Error(`there is no lesson "${slug}"; known: ${slugs.join(', ')}`);
  const { name, device } = await useBackend();
  embedPlotly();
  const text = `Lesson ${slug}: tensors run on ${name} (${device}).`;
  const hasExercise = exerciseSlugs(course).includes(slug);
  display({
    'text/html': `<p class="descent-lesson">${escapeHtml(text)}${hasExercise ? ` Open its exercise: ${exerciseLink(course, slug)}` : ''}</p>`,
    'text/plain': `${text}${hasExercise ? ` Its exercise: exercises/${slug}.ts` : ''}`,
  });
}
