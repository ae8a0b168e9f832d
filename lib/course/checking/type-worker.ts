import { parentPort } from 'node:worker_threads';
import { TypeErrors, type OwnFiles, type TypeFault } from './type-errors';

/** What is asked, and what is answered. */
export interface TypeQuestion {
  readonly files: OwnFiles;
  readonly entry: string;
}
export type TypeAnswer = readonly TypeFault[];

const types = new TypeErrors();

parentPort?.on('message', ({ files, entry }: TypeQuestion) => {
  const answer: TypeAnswer = types.in(files, entry);
  parentPort?.postMessage(answer);
});
