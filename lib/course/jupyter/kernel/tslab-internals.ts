// The parts of tslab 1.0.22 that the launcher replaces from outside. tslab declares most of them private or not at all, so this file is
// the one place that says what we believe about them; `loadTslab` refuses any other version.

import { createRequire } from 'node:module';
import type * as typescript from 'typescript';
import type { WriteDisplayData } from '../../../src/notebook/tslab';

export interface Socket {
  sendTimeout: number;
  sendHighWaterMark: number;
}

export interface Message {
  header: { msg_type: string };
  content: object;
  createReply(): Message;
  signAndSend(key: string, socket: Socket): void;
}

export interface MessageClass {
  fromRaw(key: string, frames: Buffer[]): Message;
}

export interface ExecuteRequest {
  code: string;
  silent?: boolean;
  stop_on_error?: boolean;
}

export type WriteStream = (name: StreamName, text: string) => void;
export type StreamName = 'stdout' | 'stderr';

export interface Handler {
  execCount: number;
  execQueue: { add<T>(task: () => Promise<T>): Promise<T>; reset(delay?: number): void };
  handleKernel(): { language_info: object };
  handleExecute(request: ExecuteRequest, writeStream: WriteStream, writeDisplayData: WriteDisplayData): Promise<object>;
  handleExecuteImpl(request: ExecuteRequest, writeStream: WriteStream, writeDisplayData: WriteDisplayData): Promise<object>;
  handleShutdown(request: { restart?: boolean }): object;
}

export interface Server {
  handler: Handler;
  connInfo: { key: string };
  iopub: Socket;
  init(): Promise<void>;
  close(): void;
  bindSocket(socket: Socket, port: number): Promise<void>;
  publishStatus(status: 'busy' | 'idle', parent: Message): void;
  handleShellMessage(socket: Socket, ...frames: Buffer[]): Promise<void>;
  handleExecute(socket: Socket, message: Message): Promise<void>;
  handleCommInfoRequest(socket: Socket, message: Message): void;
}

export interface Executor {
  execute(source: string): Promise<boolean>;
  interrupt(): void;
}

export interface ExecutorConsole {
  log(...values: unknown[]): void;
  error(...values: unknown[]): void;
}

/** What compiles cells. */
export interface Converters {
  readonly node: {
    convert(previous: string, source: string): { readonly hasToplevelAwait?: boolean; readonly diagnostics: readonly Diagnostic[] };
  };
}

/** What is wrong with a cell, and where; lines and columns from 0. */
export interface Diagnostic {
  readonly start: { readonly line: number; readonly character: number };
}

export interface ExecutorModule {
  createExecutor(rootDir: string, converters: Converters, console: ExecutorConsole): Executor;
}

/** What a timer is known by, to whoever sets and clears it. */
export type Timer = object;

/** What TypeScript asks of the machine. */
export interface System {
  setTimeout(callback: () => void, ms?: number): Timer;
  clearTimeout(timer: Timer): void;
}

export interface Tslab {
  jupyter: { ZmqServer: { prototype: Server }; JupyterHandlerImpl: { prototype: Handler } };
  executor: ExecutorModule;
  startKernel(options: { configPath: string; enableFindLocal: boolean }): void;
  typescriptVersion: string;
  /** The one that compiles cells. */
  typescript: typeof typescript;
  /** What it asks of the machine. */
  system: System;
}

const KNOWN_VERSION = '1.0.22';

/** The tslab installed beside this package; throws for any version other than the one these interfaces describe. */
export function loadTslab(): Tslab {
  const { version } = require('tslab/package.json') as { version: string };
  if (version !== KNOWN_VERSION) throw new Error(`tslab ${version} is installed, but the kernel is written for ${KNOWN_VERSION}; run npm ci`);
  const ofTslab = createRequire(require.resolve('tslab/package.json'));
  const compiler = ofTslab('@tslab/typescript-for-tslab') as typeof typescript & { sys: System };
  return {
    jupyter: require('tslab/dist/jupyter.js') as Tslab['jupyter'],
    executor: require('tslab/dist/executor.js') as ExecutorModule,
    startKernel: (require('tslab/dist/main.js') as Pick<Tslab, 'startKernel'>).startKernel,
    typescriptVersion: (require('tslab/dist/public.js') as { versions: { typescript: string } }).versions.typescript,
    typescript: compiler,
    system: compiler.sys,
  };
}

/** Sends one message that answers `parent`, on `socket`. */
export function send(server: Server, parent: Message, socket: Socket, type: string, content: object): void {
  const message = parent.createReply();
  message.header.msg_type = type;
  message.content = content;
  message.signAndSend(server.connInfo.key, socket);
}
