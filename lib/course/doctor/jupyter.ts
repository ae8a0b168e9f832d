import type { Finding } from './finding';
import { findProgram, runProgram } from '../files/program';

/** JupyterLab or else the classic notebook, with its version. */
export async function jupyter({ path }: { path?: string } = {}): Promise<Finding> {
  const part = 'jupyter';
  const file = findProgram('jupyter', path);
  if (!file) return { part, status: 'problem', text: 'jupyter is not on the PATH', remedy };
  const [lab, notebook] = await Promise.all([runProgram(file, ['lab', '--version']), runProgram(file, ['notebook', '--version'])]);
  if (lab.ok) return { part, status: 'ok', text: `JupyterLab ${lab.stdout}` };
  if (notebook.ok) return { part, status: 'ok', text: `Jupyter Notebook ${notebook.stdout} (JupyterLab is not installed)` };
  return { part, status: 'problem', text: `jupyter is there, but neither JupyterLab nor the notebook starts: ${lab.reason}`, remedy };
}

const remedy = 'run "pip install jupyterlab"';
