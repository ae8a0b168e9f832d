import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOST = '127.0.0.1';

export interface Connection {
  file: string;
  key: string;
  address: Record<'shell' | 'iopub' | 'control', string>;
  remove(): void;
}

/** Writes a connection file that only this user can read, with free ports of this machine and a fresh key. */
export async function createConnection(): Promise<Connection> {
  const [shell, iopub, control, stdin, hb] = await freePorts(5);
  const key = randomUUID();
  const folder = mkdtempSync(join(tmpdir(), 'descent-kernel-'));
  const file = join(folder, 'connection.json');
  const content = {
    transport: 'tcp', ip: HOST, signature_scheme: 'hmac-sha256', key,
    shell_port: shell, iopub_port: iopub, control_port: control, stdin_port: stdin, hb_port: hb,
  };
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  const discard = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', discard);
  const at = (port: number | undefined) => `tcp://${HOST}:${port}`;
  return {
    file,
    key,
    address: { shell: at(shell), iopub: at(iopub), control: at(control) },
    remove: () => {
      process.off('exit', discard);
      discard();
    },
  };
}

/** All are held at once, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => resolve(server));
  });
}
