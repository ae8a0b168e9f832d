// The program a kernelspec starts: `node launcher.js CONNECTION_FILE`. It runs tslab as it is, with the defects that a course would trip
// over patched from outside, one function each.
import { ourKernel } from '../../../src/notebook/tslab';
import { CellNames } from './cell-names';
import { runCellsByProtocol } from './cells';
import { captureErrors } from './errors';
import { keepEveryMessage } from './flood';
import { interruptAnything } from './interrupt';
import { exitWhenAsked, exitWithParent } from './lifetime';
import { answerCommInfo, answerOtherMessages, describeKernel } from './messages';
import { letFilesComeAndGo } from './shared-timer';
import { spellOutShorthand } from './shorthand';
import { runTimersInTicks } from './timers-in-ticks';
import { loadTslab } from './tslab-internals';

const [configPath] = process.argv.slice(2);
if (configPath === undefined) {
  process.stderr.write('usage: node launcher.js CONNECTION_FILE (Jupyter starts this; see descent kernel install)\n');
  process.exit(2);
}
launch(configPath);

function launch(configPath: string): void {
  exitWithParent(configPath);
  Object.defineProperty(globalThis, ourKernel, { value: true });
  const { jupyter, executor, startKernel, typescriptVersion, typescript, system } = loadTslab();
  const server = jupyter.ZmqServer.prototype;
  const handler = jupyter.JupyterHandlerImpl.prototype;
  const names = new CellNames();
  names.nameCompiledCells();
  letFilesComeAndGo(system);
  keepEveryMessage(server);
  runTimersInTicks();
  spellOutShorthand(executor, typescript);
  runCellsByProtocol({ server, handler, failures: captureErrors(executor, names, interruptAnything(executor)), names });
  answerOtherMessages(server);
  answerCommInfo(server);
  describeKernel(handler, typescriptVersion);
  exitWhenAsked(server);
  startKernel({ configPath, enableFindLocal: false });
}
