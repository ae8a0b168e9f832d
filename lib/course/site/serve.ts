import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { notFoundFile } from './files';

export interface ServedSite {
  url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Left out: 8080, or the next free one of the twenty after it. 0: any free port. */
  port?: number;
  /** Default 127.0.0.1: nobody but this machine. */
  host?: string;
}

/** Serves a folder with a site until `close`. Throws when there is no site in it and when the port asked for is taken. */
export async function serveSite(folder: string, { port, host = '127.0.0.1' }: ServeOptions = {}): Promise<ServedSite> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`site: ${folder} has no index.html; write the site first with "npm run site"`);
  const files = sirv(folder, { dev: true });
  const notFound = join(folder, notFoundFile);
  const server = createServer((request, response) => files(request, response, () => {
    const [type, text] = existsSync(notFound) ? ['text/html', readFileSync(notFound)] : ['text/plain', 'There is no such page.\n'];
    response.writeHead(404, { 'content-type': `${type}; charset=utf-8` }).end(text);
  }));
  const candidates = port === undefined ? Array.from({ length: 21 }, (_, index) => 8080 + index) : [port];
  for (const candidate of candidates) {
    const taken = await listen(candidate);
    if (!taken) break;
    if (candidate === candidates.at(-1)) {
      throw new Error(port === undefined ? 'site: ports 8080 to 8100 are all in use; name a free one with --port' : `site: port ${port} is in use; name another one, or none`);
    }
  }
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`,
    close: () => new Promise<void>((resolve, reject) => {
      server.close(error => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    }),
  };

  /** Whether the port is taken; other errors are thrown. */
  function listen(candidate: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(new Error(`site: cannot listen on ${host}:${candidate}: ${error.message}`, { cause: error })));
      server.once('error', failed);
      server.listen(candidate, host, () => {
        server.off('error', failed);
        resolve(false);
      });
    });
  }
}
