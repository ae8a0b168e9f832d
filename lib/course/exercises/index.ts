// What the file of an exercise imports as 'descent/exercises'.
export { answer, type AnswerDeclaration, type WrongAnswer } from './answer/answer';
export type { Case, Property } from './answer/cases';
export { challenge, type ChallengeDeclaration, type ChallengeGoal, type HiddenGoal, type Round } from './answer/challenge';
export { experiment, type ExperimentDeclaration, type Goal } from './answer/experiment';
export { expression, type ExpressionDeclaration } from './answer/expression';
export { update, type MoreSteps, type UpdateDeclaration, type WrongFormula } from './update/update';
export { lists, named, number, numbers, word } from './gives';
export { beside } from './numbers';
export { tensor } from '../../src/notebook/tensor-data';
