import type { GraderFacts, SubmissionResult } from '../grading/result';
import { forHtml } from './strangers-text';

const isolations: Readonly<Record<GraderFacts['isolation'], string>> = {
  bubblewrap: 'in a box of its own (bubblewrap)',
  'own user': 'as a user without rights',
  'own process': 'in a process of its own, without a box around it',
  'in-process': 'inside the grader, without any isolation',
};

/** How a submission was graded: when it came, which files counted and which did not, where its code ran, by which grader. */
export function gradingFacts({ submission, grader, seconds }: SubmissionResult): string {
  const { version, isolation, isolationReason, node, manifest } = grader;
  const reason = isolationReason === '' ? '' : `: ${forHtml(isolationReason)}`;
  const graded = submission.files.map(({ path, sha256 }) => `${code(path)} ${code(sha256.slice(0, 12))}`);
  const course = manifest === '' ? '' : `, course ${code(manifest.slice(0, 12))}`;
  const facts = [
    ['Handed in', submission.submittedAt === undefined ? '' : readableTime(submission.submittedAt)],
    ['Graded', graded.length === 0 ? 'no files' : list(graded)],
    ['Left aside', submission.ignored.length === 0 ? '' : list(submission.ignored.map(({ path, reason }) => `${code(path)}: ${forHtml(reason)}`))],
    ['The code ran', `${isolations[isolation]}${reason}`],
    ['Grader', `${forHtml(`descent ${version} on Node ${node}`)}${course}, ${seconds.toFixed(1)} s`],
  ].filter(([, html]) => html !== '');
  return `<section class="facts-of-grading" aria-labelledby="facts"><h2 id="facts">How this was graded</h2>
<dl>${facts.map(([term, html]) => `<dt>${term}</dt><dd>${html}</dd>`).join('\n')}</dl></section>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>`;
}

function code(text: string): string {
  return `<code>${forHtml(text)}</code>`;
}

/** 2026-06-01T14:32:05Z, for readers. */
function readableTime(time: string): string {
  return `<time datetime="${forHtml(time)}">${forHtml(time.replace('T', ' ').replace('Z', ' UTC'))}</time>`;
}
