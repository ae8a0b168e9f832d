import type { Server } from './tslab-internals';

/**
 * tslab never looks at the promise of a send. After 512 sends in one turn zeromq.js turns asynchronous and refuses the next ones
 * ("socket is busy writing"), so a cell that prints 600 lines loses some of them and its `idle` status, and stays busy for ever.
 * A send timeout of 0 keeps every send synchronous; no high-water mark means the publisher drops nothing.
 */
export function keepEveryMessage(server: Server): void {
  const bindSocket = server.bindSocket;
  server.bindSocket = function (socket, port) {
    if (socket === this.iopub) {
      socket.sendTimeout = 0;
      socket.sendHighWaterMark = 0;
    }
    return bindSocket.call(this, socket, port);
  };
}
