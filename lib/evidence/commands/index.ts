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
    .description('train the digits with every first-order method, and print what each needs; or renew what the lessons compare')
    .argument('[names...]', 'methods, such as adam, or with --lessons lessons, such as 07-adam; default all')
    .option('--search', 'look for settings first, and keep them')
    .option('--lessons', 'run every comparison of the lessons anew, record the results in lib/data/comparisons, and say which changed')
    .option('--missing', 'with --lessons: only comparisons without a fitting record')
    .action(async (names: string[], options: { search?: boolean; lessons?: boolean; missing?: boolean }) => {
      if (options.missing && !options.lessons) throw new Error('compare: --missing goes with --lessons');
      if (options.search && options.lessons) throw new Error('compare: --search is for methods on the digits; --lessons searches by itself');
      if (options.lessons) await (await import('./compare-lessons.js')).compareLessons(names, options);
      else await (await import('./compare.js')).compare(names, options);
    });

  program
    .command('bench')
    .description('measure the kit against TensorFlow.js and the memory\'s speed, both in this run, and print the ratios')
    .option('--backend <name>', 'tensorflow, webgpu, wasm or cpu; default the fastest that starts here')
    .option('--only <text>', 'only rows whose name contains this, such as "Adam step, 1 M"')
    .option('--quick', 'small sizes and few samples: shows that it works, not how fast')
    .option('--json <file>', 'also write the table there, as JSON')
    .option('--grading', 'measure instead what it takes to grade one submission, and a batch of 200, some hostile')
    .action(async ({ grading, ...options }: { backend?: string; only?: string; quick?: boolean; json?: string; grading?: boolean }) => {
      if (grading) await (await import('./bench-grading.js')).benchGrading(options);
      else await (await import('./bench.js')).bench(options);
    });
}
