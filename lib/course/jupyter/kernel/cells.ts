import type { CellNames } from './cell-names';
import { failureOf, type Failures } from './errors';
import { StreamBatch } from './stream-batch';
import type { Failure } from './traceback';
import { send, type ExecuteRequest, type Handler, type Server } from './tslab-internals';

type Publish = (type: string, content: object) => void;

interface Outcome {
  count: number;
  failure?: Failure;
}

/** Long enough for the requests of a "Run All" that are still on their way to arrive and be aborted with the others. */
const ABORT_WINDOW_MS = 50;

class CellFailed extends Error {
  constructor(readonly outcome: Outcome) {
    super();
  }
}

/**
 * Runs cells as the Jupyter protocol asks. Stock tslab sends no `execute_input` (nbconvert then leaves every execution count empty) and no
 * `error`; replies `abort` where the protocol says `aborted`; ignores `stop_on_error`; aborts whatever arrives in the 200 ms after an
 * error, so nbconvert silently skips the cells after one tagged `raises-exception`; and sends a cell's reply only after the next cell's
 * synchronous part.
 */
export function runCellsByProtocol({ server, handler, failures, names }: { server: Server; handler: Handler; failures: Failures; names: CellNames }): void {
  const publishers = new WeakMap<ExecuteRequest, Publish>();
  const runOriginal = handler.handleExecuteImpl;

  server.handleExecute = async function (socket, message) {
    const publishNow: Publish = (type, content) => send(this, message, this.iopub, type, content);
    const streams = new StreamBatch((name, text) => publishNow('stream', { name, text }));
    const publish: Publish = (type, content) => {
      streams.flush();
      publishNow(type, content);
    };
    const request = message.content as ExecuteRequest;
    publishers.set(request, publish);
    const reply = await this.handler.handleExecute(
      request,
      (name, text) => streams.write(name, text),
      (content, update) => publish(update ? 'update_display_data' : 'display_data', content),
    );
    streams.flush();
    send(this, message, socket, 'execute_reply', reply);
  };

  handler.handleExecute = async function (request, writeStream, writeDisplayData) {
    const publish = publishers.get(request) ?? (() => {});
    const run = async (): Promise<Outcome> => {
      await nextTurn();
      const outcome = await runCell(this, request, () => runOriginal.call(this, request, writeStream, writeDisplayData), publish);
      if (outcome.failure !== undefined && request.stop_on_error !== false) throw new CellFailed(outcome);
      return outcome;
    };
    try {
      return replyTo(await this.execQueue.add(run));
    } catch (reason) {
      if (!(reason instanceof CellFailed)) return { status: 'aborted' };
      await new Promise(resolve => setTimeout(resolve, ABORT_WINDOW_MS));
      this.execQueue.reset();
      return replyTo(reason.outcome);
    }
  };

  async function runCell(self: Handler, request: ExecuteRequest, run: () => Promise<object>, publish: Publish): Promise<Outcome> {
    const count = self.execCount + 1;
    names.begin(count, request.code);
    if (request.silent !== true) publish('execute_input', { code: request.code, execution_count: count });
    try {
      await run();
      return { count };
    } catch (reason) {
      // tslab throws its count object when the cell failed; anything else is a fault of tslab itself.
      const failure = reason instanceof Error ? failureOf(reason, names) : failures.take();
      publish('error', failure);
      return { count, failure };
    } finally {
      self.execCount = request.silent === true ? count - 1 : count;
    }
  }
}

function replyTo({ count, failure }: Outcome): object {
  return failure === undefined
    ? { status: 'ok', execution_count: count, user_expressions: {}, payload: [] }
    : { status: 'error', execution_count: count, ...failure };
}

/** Lets the reply of the cell before leave before this one may block the thread. */
function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
