// The program a kernelspec starts: `node launcher.js CONNECTION_FILE`. It runs tslab as it is, with the defects that a course would trip
// over patched from outside, one function each.
import { CellNames } from './cell-names';
import { runCellsByProtocol } from './cells';
import { captureErrors } from './errors';
import { keepEveryMessage } from './flood';
import { keepListenersOfCells, letListenersFinish } from './interrupt';
import { exitWhenAsked, exitWithParent } from './lifetime';
import { answerCommInfo, answerOtherMessages, describeKernel } from './messages';
import { letFilesComeAndGo } from './shared-timer';
import { loadTslab } from './tslab-internals';

const [configPath] = process.argv.slice(2);
if (configPath === undefined) {
  process.stderr.write('usage: node launcher.js CONNECTION_FILE (Jupyter starts this; see descent kernel install)\n');
  process.exit(2);
}
launch(configPath);

function launch(configPath: string): void {
  exitWithParent(configPath);
  const { jupyter, executor, startKernel, typescriptVersion, system } = loadTslab();
  const server = jupyter.ZmqServer.prototype;
  const handler = jupyter.JupyterHandlerImpl.prototype;
  const names = new CellNames();
  names.nameCompiledCells();
  letFilesComeAndGo(system);
  keepEveryMessage(server);
  runCellsByProtocol({ server, handler, failures: captureErrors(executor, names), names });
  letListenersFinish(executor);
  keepListenersOfCells();
  answerOtherMessages(server);
  answerCommInfo(server);
  describeKernel(handler, typescriptVersion);
  exitWhenAsked(server);
  startKernel({ configPath, enableFindLocal: false });
}
