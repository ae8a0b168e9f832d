import { answers, forging, FULL, meanAfter, node, type Case } from './submission';

const NO_COMPILE = '0/16: does not compile';
const imports = (what: string, line: string, told: RegExp, verdict: string | RegExp = NO_COMPILE): Case => ({ ...answers('H35', what, { above: `${line} console.log(x);` }, '', told), verdict });
const written = (path: string): string => `const { writeFileSync } = ${node('fs')}; const write = () => writeFileSync(${JSON.stringify(path)}, '{"score":16}'); process.on('exit', write); write()`;

/** It reaches for what is not its own. `outside`: a folder that everybody may write into; `alive`: a text in the command line of what it starts. */
export function reaching(outside: string, alive: string): readonly Case[] {
  const spawn = (program: string, parameters: readonly string[]): string =>
    `${node('child_process')}.spawn(${JSON.stringify(program)}, ${JSON.stringify(parameters)}, { detached: true, stdio: 'ignore' }).unref()`;
  return [
    forging('H33', 'a file of results', written('results.json')),
    forging('H33', 'a file of results in the place of another grader', written('/autograder/results/results.json')),
    forging('H33', 'a file of results where everybody may write', written(`${outside}/results.json`)),
    forging('H33', 'a child that writes when all is over', spawn('/bin/sh', ['-c', `sleep 1; echo '{"score":16}' > ${outside}/late.json`])),
    forging('H34', 'a look at the solutions', `const found = ${node('fs')}.readFileSync(${JSON.stringify(`${process.cwd()}/solutions/07-adam.ts`)}, 'utf8'); process.exit(found.length)`),
    forging('H34', 'a look into other processes', `const fs = ${node('fs')}; for (const pid of fs.readdirSync('/proc')) if (+pid > 5) process.exit(fs.readdirSync('/proc/' + pid + '/cwd/').length)`),
    imports('a solution', "import { adam as x } from '../../solutions/07-adam';", /01-parts\.ts:2:\d+: "\.\.\/\.\.\/solutions\/07-adam" leads out of the submission/),
    imports('a path of this machine', `import x from '${process.cwd()}/solutions/07-adam.ts';`, /cannot be imported; an exercise may import/),
    imports('an address of a file', `import x from 'file://${process.cwd()}/solutions/07-adam.ts';`, /cannot be imported; an exercise may import/),
    imports('a name from package.json', "import x from '#ex/../solutions/07-adam';", /cannot be imported/),
    imports('a text by a query', "import x from './01-parts.ts?raw';", /cannot find "\.\/01-parts\.ts\?raw" in the submission/),
    imports('require.resolve', "const x = require.resolve('descent');", /require\.resolve/, /^0\/16: does not (compile|load)$/),
    imports('a module of node', "import x from 'node:fs';", /"node:fs" cannot be imported/),
    imports('a name that is computed', "const x = await import('node:' + 'fs');", /import\(\) needs the name of a file in quotes/),
    { ...forging('H39', 'a daemon', spawn('/bin/sleep', [alive])) },
    forging('H40', 'a bomb of forks', `for (let i = 0; i < 500; i++) ${spawn('/bin/sleep', [alive])}`),
    forging('H40', 'a bomb of threads', `const { Worker } = ${node('worker_threads')}; for (let i = 0; i < 500; i++) new Worker('for (;;);', { eval: true })`),
    forging('H41', 'a socket', `${node('net')}.connect(80, '169.254.169.254').on('error', () => {}); void fetch('http://169.254.169.254/').catch(() => {}); ${node('dns')}.lookup('example.org', () => {})`),
    forging('H42', 'variables of the environment', `const fs = ${node('fs')}; if (Object.keys(process.env).some(key => key !== 'PWD')) process.exit(9); for (const pid of [1, process.ppid]) process.exit(fs.readFileSync('/proc/' + pid + '/environ').length)`),
    forging('H43', 'a full disk', `const fs = ${node('fs')}; for (let i = 0; i < 1000; i++) { fs.writeFileSync('/tmp/' + i, Buffer.alloc(1e6)); fs.writeFileSync('./' + i, ''); }`),
    { ...answers('H44', 'an addon', { above: "import './addon.node';" }, NO_COMPILE, /"\.\/addon\.node" cannot be imported/) },
    forging('H44', 'an addon that is loaded while it runs', "process.dlopen({ exports: {} } as any, '/tmp/addon.node'); process.exit(9)"),
    forging('H44', 'WASI', `new (${node('wasi')}.WASI)({ version: 'preview1', preopens: { '/': '/' } }); ${node('fs')}.readdirSync('/'); process.exit(9)`),
    answers('H49', 'a look at where it runs', meanAfter("if (Object.keys(process.env).some(key => key !== 'PWD') || process.cwd() !== '/' || process.argv.length > 1) return -1"), FULL),
  ];
}
