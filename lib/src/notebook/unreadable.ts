/** Something that has no place in an answer: a promise, a function, a class instance, an object that contains itself. */
export class Unreadable {
  /** `what` in words, for "expected a number, got …". */
  constructor(readonly what: string) {}
}
