import { listedFaults, type TypeChecker } from '../checking/type-checker';
import type { HandedIn } from '../grading/handed-in';
import type { SubmissionResult } from '../grading/result';

/** Of each lesson that was handed in, by its slug, where its types do not fit. */
export async function typeWarningsOf({ files, exercises }: HandedIn, types: TypeChecker): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
  const found = [...exercises].map(async ([slug, entry]) => [slug, listedFaults((await types.faultsIn(texts, entry)) ?? [])] as const);
  return new Map(await Promise.all(found));
}

/** They are worth no points: numbers can be right all the same. Of a lesson that was not graded they are not said. */
export function withTypeWarnings(result: SubmissionResult, warnings: ReadonlyMap<string, readonly string[]>): SubmissionResult {
  const graded = result.lessons.filter(({ status }) => status === 'graded');
  return { ...result, warnings: [...result.warnings, ...graded.flatMap(({ slug }) => (warnings.get(slug) ?? []).map(warning => `${slug}: ${warning}`))] };
}
