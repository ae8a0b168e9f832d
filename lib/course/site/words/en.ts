/** A sentence, or one for each plural form of its `{count}`. What stands in braces is put in; none of it is markup. */
export type Wording = string | { readonly one: string; readonly other: string };

/** What the pages say in English, and the names of all that they say. */
export const en = {
  skip: 'Skip to the text',
  course: 'The course',
  lesson: 'Lesson {number}',
  lessons: 'Lessons',
  methods: 'Methods',
  glossary: 'Glossary',
  playground: 'Playground',
  lectures: 'Lectures',
  forInstructors: 'For instructors',
  onThisPage: 'On this page',
  previous: 'Previous',
  next: 'Next',
  minutesToRead: { one: 'about {count} minute to read', other: 'about {count} minutes to read' },
  notebook: 'Notebook',
  exercises: 'Exercises',
  showCode: 'Show the code',
  code: 'Code',
  codeKey: 'Show or hide the code',

  search: 'Search',
  searchFor: 'Search lessons, methods, symbols',
  results: { one: '{count} result', other: '{count} results' },
  noResults: 'Nothing was found.',
  searchFails: 'The search could not be loaded.',

  promise: 'How neural networks learn: every optimizer of the lectures, from the formula to the code to the picture.',
  howToRead: 'Each lesson is a notebook: read it here with its figures, then open it in JupyterLab, change a number and watch the picture change. '
    + 'Or type an update rule of your own in the {playground}.',
  inPlayground: 'playground',
  minutes: '{count} min',
  countExercises: { one: '{count} exercise', other: '{count} exercises' },
  countPoints: { one: '{count} point', other: '{count} points' },
  due: 'due {date}',
  needs: { one: 'needs lesson {lessons}', other: 'needs lessons {lessons}' },
  needsNothing: 'needs no other lesson',
  map: 'What each lesson needs',
  theLectures: 'The lectures that the course goes through',

  exercisesOf: 'Exercises: {title}',
  theLesson: 'The lesson',
  exerciseFile: 'This is the file {file} of the course. Write your solution in place of each {toDo}, save the file, and ask in the notebook with {check}, '
    + 'or in a terminal with {command}.',
  downloadFile: 'Download the file',
  downloadNotebook: 'Download the notebook',
  resultAppears: 'Your own result appears here in the notebook, once you have solved {exercise}.',
  exercise: 'exercise {number}',
  yourTurn: { one: 'Now it is your turn: {exercises} are checked by one test.', other: 'Now it is your turn: {exercises} are checked by {count} tests.' },
  theExercises: 'the exercises',
  whatIsTested: 'What is tested',

  contents: 'Contents',
  answer: 'Answer {number}',
  answers: 'Answers',

  lecturesSay: 'The course goes through lectures of several universities, and names what stands in them by lecture and slide.',
  deck: 'Its deck is number {deck}.',
  notTreated: 'No lesson treats it yet.',
  treatedIn: 'Lessons that treat it:',
  itsSlides: 'Its slides',
  itsErrata: { one: '{count} place where it errs', other: '{count} places where it errs' },

  playgroundTitle: 'What does your own update rule do?',
  playgroundSay: 'Write how the weights change in one step: {w} are the weights, {g} the gradient, {t} the number of the step. A name that is read before '
    + 'it is assigned is remembered from step to step. The page reads every line as the library does; nothing is sent anywhere, and the address holds what you typed.',
  noScripts: 'Without scripts this page can only show a picture.',

  methodsSay: 'Every method of the library on a page of its own: its formula, its settings, what it does in a ravine, and what others call it.',
  onTheDigits: 'How they compare on the digits',
  notCompared: 'Methods that are not in the table',
  families: 'What else the library has',
  wrappers: 'Wrappers',
  schedules: 'Schedules',
  initializers: 'Initialisers',
  normalizations: 'Normalisations',
  losses: 'Losses',
  activations: 'Activations',
  averages: 'Averages',
  surfaces: 'Loss surfaces',
  wrong: 'Wrong:',
  formula: 'Formula',
  where: 'where',
  settings: 'Settings',
  name: 'name',
  symbol: 'symbol',
  meaning: 'meaning',
  interval: 'interval',
  elsewhere: 'In other libraries',
  tryIt: 'What it does in a ravine',
  asWritten: 'As it is written',
  showLines: { one: 'Show {count} line', other: 'Show {count} lines' },
  lecturesErr: 'Where the lectures err',
  inLessons: 'In the lessons',
  shownIn: 'Its formula is shown in {lessons}.',
  usedIn: 'It is used in {lessons}.',
  source: 'Source',
  allMethods: 'All methods',

  glossarySay: 'Every symbol and every name of the library, with what it means, what others call it, and where it is used.',
  symbols: 'Symbols',
  terms: 'Names',
  usedBy: { one: '{count} thing', other: '{count} things' },
  whereUsed: 'where used',
  lessonsShort: { one: 'lesson {lessons}', other: 'lessons {lessons}' },

  notFound: 'There is no such page',
  notFoundSay: 'The address may be mistyped, or the page has moved.',
  home: 'To the first page of the course',
} as const satisfies Readonly<Record<string, Wording>>;

export type WordKey = keyof typeof en;

/** All that the pages say, in one language; what is counted has a sentence for one and one for more. */
export type Words = { readonly [Key in WordKey]: (typeof en)[Key] extends string ? string : Exclude<Wording, string> };
