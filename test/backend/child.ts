import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..', '..');

export interface Outcome {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs an async function body in a Node process of its own, where `useBackend`, `tf`, `oneStep` and `print` are at hand. It is bundled from
 * the sources, because a plain Node reads no TypeScript, and put below node_modules, from where it finds the packages; those given here, each as
 * the text of its main file, it finds first.
 */
export async function inChild(body: string, env: NodeJS.ProcessEnv = {}, packages: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const folder = mkdtempSync(join(root, 'node_modules', '.backend-test-'));
  try {
    for (const [name, text] of Object.entries(packages)) {
      mkdirSync(join(folder, 'node_modules', name), { recursive: true });
      writeFileSync(join(folder, 'node_modules', name, 'index.js'), text);
    }
    const file = join(folder, 'child.cjs');
    buildSync({
      stdin: { contents: preamble + `(async () => {${body}})();`, resolveDir: join(root, 'test', 'backend'), loader: 'ts' },
      outfile: file,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    });
    return await run(file, env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const preamble = `
  import { useBackend } from '../../lib/src/backend';
  import * as tf from '@tensorflow/tfjs';
  import { oneStep } from './one-step';
  const print = (value: unknown) => console.log(JSON.stringify(value));
`;

function run(file: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const { DESCENT_BACKEND: _, NODE_ENV: __, ...inherited } = process.env;
  return new Promise(resolve => {
    execFile(process.execPath, [file], { env: { ...inherited, ...env }, timeout: 50_000 }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.signal ?? error.code ?? 'unknown') : 0, stdout, stderr });
    });
  });
}

/** What was printed on stderr without the lines of TensorFlow that nothing can silence, from before it reads the environment. */
export function besidesTensorFlow(stderr: string): string {
  return stderr.replace(/^(?:WARNING: All log messages before absl::InitializeLog\(\) .*|[WE]\d{4} \d\d:\d\d:\d.*)\n/gm, '');
}
