import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, footing, type RungName } from '../../lib/course/box';
import { needs, processesWith } from './boxes';

/**
 * Runs a program behind a wall alone, without the permissions of node, which are the second one: what the first does not hold would be seen. It is
 * ended after a while as a box is, with its whole group.
 */
async function behind(name: RungName, program: string, { cwd = '/', limits = {}, ms = 20_000 } = {}): Promise<string> {
  const { rung } = await footing(name);
  const launch = rung.launch(process.execPath, ['--eval', program], { ...DEFAULT_LIMITS, ...limits });
  const user = launch.user === undefined ? {} : { uid: launch.user, gid: launch.user };
  const child = spawn(launch.command, [...launch.parameters], { env: {}, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (said += String(data)));
  const end = setTimeout(() => process.kill(-(child.pid as number), 'SIGKILL'), ms);
  await new Promise(resolve => child.once('exit', resolve));
  clearTimeout(end);
  rung.sweep?.(launch);
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  return said.trim();
}

const tried = (expression: string): string => `Promise.resolve().then(() => ${expression}).then(x => console.log('got', x), e => console.log(e.code ?? e.cause?.code ?? e.message));`;

/** What is gone a moment later; a process that has just been ended may still be on its way out. */
async function gone(marker: string): Promise<boolean> {
  for (let tries = 0; tries < 100 && processesWith(marker).length > 0; tries++) await new Promise(resolve => setTimeout(resolve, 50));
  return processesWith(marker).length === 0;
}

describe('bubblewrap alone', () => {
  test.for([
    ['H33 writing beside itself', 'fs.writeFileSync("results.json", "x")', /^EROFS$/],
    ['H43 writing anywhere else', 'fs.mkdirSync("/tmp")', /^EROFS$/],
    ['H34 the root', 'fs.readdirSync("/").filter(name => !/^(box|lib|lib64|usr)$/.test(name)).join()', /^got$/],
    ['H34 the course', `fs.readdirSync(${JSON.stringify(process.cwd())})`, /^ENOENT$/],
    ['H34 the system', 'fs.readFileSync("/etc/passwd")', /^ENOENT$/],
    ['H34 other processes', 'fs.readdirSync("/proc")', /^ENOENT$/],
    ['H41 the cloud', 'fetch("http://169.254.169.254/")', /^(ENETUNREACH|ECONNREFUSED)$/],
    ['H41 names', 'require("node:dns/promises").lookup("example.org")', /^(EAI_AGAIN|ENOTFOUND)$/],
    ['H42 who it is', 'String([process.getuid(), process.getgid(), Object.keys(process.env), os.hostname()])', /^got 65534,65534,(PWD)?,box$/],
    ['more rights', 'process.setuid(0)', /^EINVAL$/],
  ] as const)('%s', async ([, expression, said], context) => {
    await needs('bubblewrap', context);
    expect(await behind('bubblewrap', tried(expression))).toMatch(said);
  });

  test('H41 a server on this machine is not reached', async context => {
    await needs('bubblewrap', context);
    const server = createServer((_, answer) => answer.end('secret')).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('secret');
    expect(await behind('bubblewrap', tried(`fetch("http://127.0.0.1:${port}")`))).toMatch(/^(ECONNREFUSED|ENETUNREACH)$/);
    server.close();
  });

  test('its folders are files of nobody else', async context => {
    await needs('bubblewrap', context);
    const folder = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(folder, 'secret'), 'secret', { mode: 0o666 });
    expect(await behind('bubblewrap', tried(`fs.readFileSync(${JSON.stringify(join(folder, 'secret'))})`))).toBe('ENOENT');
    rmSync(folder, { recursive: true });
  });
});

describe.each(['bubblewrap', 'own user'] as const)('%s alone', rung => {
  // Where there is no /proc, node does not know its own path.
  const spawnNode = `require('node:child_process').spawn(${rung === 'bubblewrap' ? '"/box/node"' : 'process.execPath'}, `;

  test('H39 what was started apart dies with it', async context => {
    await needs(rung, context);
    const marker = `apart-${process.pid}-${rung.length}`;
    const program = `const child = ${spawnNode}['--eval', 'setInterval(() => {}, 1000); // ${marker}'], { detached: true, stdio: 'inherit' }); child.on('error', e => console.log(e.code)); child.on('spawn', () => { console.log('started'); setTimeout(() => process.exit(0), 300); });`;
    expect(await behind(rung, program)).toBe('started');
    expect(await gone(marker)).toBe(true);
  });

  test('H40 processes that start processes come to an end, and are gone with it', async context => {
    await needs(rung, context);
    const marker = `fork-${process.pid}-${rung.length}`;
    const bomb = `const text = process.env.TEXT; let most; setInterval(() => { const child = ${spawnNode}['--eval', 'eval(process.env.TEXT) // ${marker}'], { detached: true, stdio: 'inherit', env: { TEXT: text } }); child.on('error', e => { if (most === undefined) console.log(most = e.code); }); }, 20);`;
    const said = await behind(rung, `process.env.TEXT = ${JSON.stringify(bomb)}; eval(process.env.TEXT) // ${marker}`, { ms: 4000, limits: { processes: 40 } });
    expect(said).toMatch(/EAGAIN/);
    expect(await gone(marker)).toBe(true);
  });

  test('H40 so do threads', async context => {
    await needs(rung, context);
    const program = 'const { Worker } = require("node:worker_threads"); for (let i = 0; i < 60; i++) new Worker("setInterval(() => {}, 1000)", { eval: true }).on("error", e => { console.log(e.code); process.exit(1); });';
    expect(await behind(rung, program, { limits: { processes: 30 } })).toMatch(/ERR_WORKER_INIT_FAILED|EAGAIN|Assertion|uv_thread_create/);
  });

  test('H10 it reaches no other process', async context => {
    await needs(rung, context);
    const other = spawn('sleep', ['60']);
    await behind(rung, `try { process.kill(${other.pid}, 'SIGKILL'); } catch {} try { process.kill(-1, 'SIGKILL'); } catch {}`);
    expect(processesWith('sleep\u000060')).toContain(String(other.pid));
    other.kill();
  });

  test('no file of root is read or written', async context => {
    await needs(rung, context);
    const folder = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(folder, 'secret'), 'secret');
    const path = JSON.stringify(join(folder, 'secret'));
    expect(await behind(rung, tried(`fs.readFileSync(${path}, 'utf8')`))).toMatch(/^(EACCES|ENOENT)$/);
    expect(await behind(rung, tried(`fs.writeFileSync(${path}, 'x')`))).toMatch(/^(EACCES|ENOENT)$/);
    expect(await behind(rung, tried('fs.writeFileSync("results.json", "x")'), { cwd: folder })).toMatch(/^(EACCES|EROFS)$/);
    expect(existsSync(join(folder, 'results.json'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
