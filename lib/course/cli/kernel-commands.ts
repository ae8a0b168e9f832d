import type { Command } from 'commander';
import type { InstallCommand, RemoveCommand } from './kernel';

/** Adds the commands around the kernel that a Jupyter started elsewhere uses. */
export function addKernelCommands(program: Command): void {
  const kernel = program.command('kernel').description('the Jupyter kernel of the course, for VS Code, JupyterHub or a JupyterLab started elsewhere');

  withPlace(kernel.command('install').description('register the kernel; for this user, where no other place is named'))
    .option('--name <name>', 'its name; notebooks of the course open without a question where it is tslab (default: descent, which replaces no stock tslab)')
    .option('--display-name <text>', 'what Jupyter shows (default: TypeScript (Descent))')
    .option('--force', 'replace a kernel of another program that has this name')
    .action(async (options: InstallCommand) => (await import('./kernel.js')).install(options));

  withPlace(kernel.command('remove').description('remove a kernel that install has registered, and no other'))
    .option('--name <name>', 'its name (default: descent)')
    .action(async (options: RemoveCommand) => (await import('./kernel.js')).remove(options));

  kernel
    .command('list')
    .description('show where the kernel is registered, and whether what it starts is still there')
    .option('--prefix <folder>', 'look in this folder too')
    .action(async (options: { prefix?: string }) => (await import('./kernel.js')).list(options));
}

/** The places that `jupyter kernelspec install` knows, by the same names. */
function withPlace(command: Command): Command {
  return command
    .option('--user', 'for every Jupyter of this user (the default)')
    .option('--sys-prefix', 'for whoever uses the Jupyter on the PATH: in the environment of its Python')
    .option('--prefix <folder>', 'for whoever uses a Jupyter installed in this folder, such as /usr/local or an environment: in its share/jupyter');
}
