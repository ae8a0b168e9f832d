import { findProgram, runProgram } from '../doctor/program';

/** How to open a folder of notebooks on this machine. */
export interface JupyterProgram {
  readonly name: 'JupyterLab' | 'Jupyter Notebook';
  readonly command: string;
  readonly parameters: readonly string[];
}

/** JupyterLab, else the classic Notebook, else undefined. */
export async function findJupyter(): Promise<JupyterProgram | undefined> {
  const command = findProgram('jupyter');
  if (command === undefined) return undefined;
  if ((await runProgram(command, ['lab', '--version'])).ok) return { name: 'JupyterLab', command, parameters: ['lab'] };
  if ((await runProgram(command, ['notebook', '--version'])).ok) return { name: 'Jupyter Notebook', command, parameters: ['notebook'] };
  return undefined;
}
