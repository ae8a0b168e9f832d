export { findSubmissions, type Found } from './find';
export { newestOfEach } from './newest';
export { readSubmission, type ReadOptions } from './read';
export { shownName } from './shown-name';
export { defaultLimits, NotGradable, type FoundSubmission, type Ignored, type Source, type Submission, type SubmissionLimits } from './submission';
