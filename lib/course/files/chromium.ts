import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { findProgram } from './program';

export interface FindChromium {
  /** A list of folders as in the variable PATH, the default. */
  readonly path?: string;
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * The Chromium or Chrome of this machine: the one that the variable CHROME_PATH names, else one on the PATH, else one where macOS and Windows install
 * it. Undefined where there is none.
 */
export function findChromium({ path, platform = process.platform, env = process.env }: FindChromium = {}): string | undefined {
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  return names.map(name => findProgram(name, path)).find(found => found !== undefined) ?? usualPlaces(platform, env).find(existsSync);
}

/** Why there is none, and what to do about it. */
export function lacksChromium(env: NodeJS.ProcessEnv = process.env): { readonly text: string; readonly remedy: string } {
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') return { text: `there is no browser at CHROME_PATH, "${named}"`, remedy: 'name the one that there is, or unset it' };
  return { text: 'neither chromium nor chrome is on the PATH', remedy: 'install one for handouts as PDF and for the browser tests' };
}

function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const apps = ['/Applications', ...(env['HOME'] === undefined ? [] : [posix.join(env['HOME'], 'Applications')])];
    return apps.flatMap(folder => ['Google Chrome', 'Chromium'].map(name => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)));
  }
  if (platform !== 'win32') return [];
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(name => env[name] ?? []);
  return folders.flatMap(folder => [win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'), win32.join(folder, 'Chromium', 'Application', 'chrome.exe')]);
}
