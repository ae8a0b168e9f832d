// What a course's own tests import as 'descent/checking'.
export { describeCourse, type TestRunner } from './describe-lesson';
