import { findCourse } from '../../src/notebook/course';
import { writeFileAtomically } from '../../course/files/atomic-write';
import { measureGrading, renderGrading } from '../bench/grading';

/** Prints what grading costs on this machine. Errors: a grader that ends with anything but 0. */
export async function benchGrading({ quick = false, json }: { readonly quick?: boolean; readonly json?: string }): Promise<void> {
  const report = await measureGrading(findCourse(), { quick, onStep: what => console.error(what) });
  console.log(renderGrading(report));
  if (json !== undefined) writeFileAtomically(json, `${JSON.stringify(report, null, 2)}\n`);
}
