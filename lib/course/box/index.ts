export { openBox, type Box, type BoxOptions } from './box';
export type { BoxedSubject } from './boxed-lesson';
export { compileSubmission, type CompiledLesson, type CompiledSubmission, type Submission } from './compile-submission';
export { footing, type Footing, type LadderOptions } from './ladder';
export { DEFAULT_LIMITS, type Limits } from './limits';
export type { RungName } from './rung';
