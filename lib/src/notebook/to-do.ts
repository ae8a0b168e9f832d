/** What an exercise throws until it has been solved. */
export class ToDoError extends Error {
  override readonly name = 'ToDoError';
}

/** Stands in the body of every exercise that is still to be solved; its number is the one in the notebook. Errors: always, a `ToDoError`. */
export function toDo(exercise: string): never {
  throw new ToDoError(`exercise ${exercise} is still to do`);
}
