/** The test runner, which is a module of another kind and large. Errors: one whose binaries are missing. */
export async function loadVitest() {
  try {
    return await import('vitest/node');
  } catch (error) {
    // Rollup's binary for this machine is an optional package; rollup itself guesses at a fault of npm.
    const [reason] = (error as Error).message.split('. npm has a bug');
    throw new Error(`vitest cannot be loaded (${reason}); run "npm ci", without --omit=optional`, { cause: error });
  }
}
