import { send, type Handler, type Message, type MessageClass, type Server, type Socket } from './tslab-internals';

type Answer = (server: Server, message: Message, socket: Socket) => void;

const ANSWERED_BY_TSLAB = new Set([
  'kernel_info_request', 'execute_request', 'is_complete_request', 'inspect_request', 'complete_request', 'comm_info_request', 'shutdown_request',
]);

const ANSWERS: Record<string, Answer> = {
  comm_open: (server, message) => {
    const { comm_id } = message.content as { comm_id?: string };
    send(server, message, server.iopub, 'comm_close', { comm_id, data: {} });
  },
  history_request: (server, message, socket) => send(server, message, socket, 'history_reply', { status: 'ok', history: [] }),
  interrupt_request: (server, message, socket) => {
    process.emit('SIGINT', 'SIGINT');
    send(server, message, socket, 'interrupt_reply', { status: 'ok' });
  },
};

/**
 * tslab writes "unknown msg_type: comm_open" into the running cell whenever a front-end or a widget says something it does not know.
 * Here a comm that nobody serves is closed, as the protocol asks, `interrupt_request` interrupts (the only way on Windows), and what is
 * left is ignored.
 */
export function answerOtherMessages(server: Server): void {
  const { publishStatus, handleShellMessage } = server;
  let messages: MessageClass | undefined;
  server.publishStatus = function (status, parent) {
    // tslab does not export its message class; every parent is an instance of it.
    messages ??= parent.constructor as Function & MessageClass;
    publishStatus.call(this, status, parent);
  };
  server.handleShellMessage = async function (socket, ...frames) {
    const type = messageType(frames);
    if (messages === undefined || type === undefined || ANSWERED_BY_TSLAB.has(type)) return handleShellMessage.call(this, socket, ...frames);
    const message = messages.fromRaw(this.connInfo.key, frames);
    this.publishStatus('busy', message);
    ANSWERS[type]?.(this, message, socket);
    this.publishStatus('idle', message);
  };
}

/** tslab answers `comm_info_request` with a message of type `complete_reply`. */
export function answerCommInfo(server: Server): void {
  server.handleCommInfoRequest = function (socket, message) {
    send(this, message, socket, 'comm_info_reply', { status: 'ok', comms: {} });
  };
}

/** tslab reports TypeScript 3.7.2, no highlighter and no status, and answers every restart with `restart: false`. */
export function describeKernel(handler: Handler, typescriptVersion: string): void {
  const handleKernel = handler.handleKernel;
  handler.handleKernel = function () {
    const info = handleKernel.call(this);
    return { ...info, status: 'ok', language_info: { ...info.language_info, version: typescriptVersion, pygments_lexer: 'typescript' } };
  };
  handler.handleShutdown = ({ restart = false }) => ({ status: 'ok', restart });
}

function messageType(frames: Buffer[]): string | undefined {
  const header = frames[frames.findIndex(frame => frame.equals(DELIMITER)) + 2];
  try {
    return (JSON.parse(String(header)) as { msg_type?: string }).msg_type;
  } catch {
    return undefined;
  }
}

const DELIMITER = Buffer.from('<IDS|MSG>');
