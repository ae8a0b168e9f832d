import type { SubmissionResult } from '../grading/result';
import { jsonText } from './strangers-text';

/** The whole result as JSON, to be kept and read again; `schema.json` beside this file describes it. */
export function ownJson(result: SubmissionResult): string {
  return jsonText(result);
}
