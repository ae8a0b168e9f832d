import type { Command } from 'commander';

/** Adds the commands that show how we know that the library is right and fast. Each is loaded when it is called. */
export function addEvidenceCommands(program: Command): void {
  program
    .command('oracles')
    .description('replay trajectories recorded from other libraries and compare')
    .argument('[folder]', 'folder of recorded cases', 'test/golden')
    .action(async (folder: string) => (await import('./oracles.js')).oracles(folder));

  program
    .command('compare')
    .description('train the digits with every first-order method, and print what each needs')
    .argument('[methods...]', 'methods by name, such as adam; default all')
    .option('--search', 'look for settings first, and keep them')
    .action(async (methods: string[], options: { search?: boolean }) => (await import('./compare.js')).compare(methods, options));

  program
    .command('bench')
    .description('measure the kit against TensorFlow.js and the memory\'s speed, both in this run, and print the ratios')
    .option('--backend <name>', 'tensorflow, webgpu, wasm or cpu; default the fastest that starts here')
    .option('--only <text>', 'only rows whose name contains this, such as "Adam step, 1 M"')
    .option('--quick', 'small sizes and few samples: shows that it works, not how fast')
    .option('--json <file>', 'also write the table there, as JSON')
    .action(async (options: { backend?: string; only?: string; quick?: boolean; json?: string }) => (await import('./bench.js')).bench(options));
}
