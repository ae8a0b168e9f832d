import { useBackend } from '../../src/backend';
import { firstOrderMethods, goal, readSettings, renderTable, runTrial, search, settingsFile, type Row, type Setting } from '../comparison';
import { loadDigits } from '../../src/datasets';
import { writeFileAtomically } from '../../course/files/atomic-write';

/** After so many updates a method is said not to have reached the goal: twenty epochs of batches of 32. */
const mostUpdates = 900;

/** Trains the course's network on the digits with every first-order method, and prints what each needed. */
export async function compare(names: readonly string[], { search: searches = false }: { search?: boolean }): Promise<void> {
  const unknown = names.find(name => !firstOrderMethods.some(({ declaration }) => declaration.name === name));
  if (unknown !== undefined) {
    throw new Error(`compare: unknown method "${unknown}"; known: ${firstOrderMethods.map(({ declaration }) => declaration.name).join(', ')}`);
  }
  const methods = firstOrderMethods.filter(({ declaration }) => names.length === 0 || names.includes(declaration.name));
  await useBackend();
  const { train, test } = loadDigits();
  const settings: Record<string, Setting> = searches && names.length === 0 ? {} : { ...readSettings() };
  const rows: Row[] = [];
  for (const [i, method] of methods.entries()) {
    const { name } = method.declaration;
    if (searches) settings[name] = await search(method, { train, goal: goal + 0.01 });
    const setting = settings[name];
    if (setting === undefined) throw new Error(`compare: no setting of "${name}" has been found yet; run "npm run compare -- --search '${name}'"`);
    rows.push({ method, setting, trial: await runTrial(method, setting, { train, unseen: test, goal, updates: mostUpdates }) });
    console.error(`${i + 1}/${methods.length} ${name}`);
    if (searches) keep(settings);
  }
  console.log(renderTable(rows));
  if (rows.some(({ trial }) => trial.updates === undefined)) process.exitCode = 1;
}

/** After each method, because a search takes many minutes. */
function keep(settings: Readonly<Record<string, Setting>>): void {
  const lines = Object.entries(settings).map(([name, setting]) => `  ${JSON.stringify(name)}: ${JSON.stringify(setting)}`);
  writeFileAtomically(settingsFile, `{\n${lines.join(',\n')}\n}\n`);
}
