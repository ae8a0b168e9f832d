export { courseLessons, inCourse } from './course-lessons';
export { readSettings, settingsFile, settingsFiles, shownPath } from './read-settings';
export { dueOf, duesOf, taught, type CourseLink, type CourseSettings, type ExerciseSettings, type LessonSettings } from './settings';
