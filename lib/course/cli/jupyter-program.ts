import { findProgram, runProgram } from '../files/program';

/** How to open a folder of notebooks on this machine. */
export interface JupyterProgram {
  readonly name: 'JupyterLab' | 'Jupyter Notebook';
  readonly command: string;
  readonly parameters: readonly string[];
}

/** JupyterLab, else the classic Notebook, else why there is neither. */
export async function findJupyter(): Promise<JupyterProgram | { readonly missing: string }> {
  const command = findProgram('jupyter');
  if (command === undefined) return { missing: 'jupyter is not on the PATH' };
  const lab = await runProgram(command, ['lab', '--version']);
  if (lab.ok) return { name: 'JupyterLab', command, parameters: ['lab'] };
  if ((await runProgram(command, ['notebook', '--version'])).ok) return { name: 'Jupyter Notebook', command, parameters: ['notebook'] };
  return { missing: `jupyter is there, but neither JupyterLab nor the notebook starts (${lab.reason})` };
}
