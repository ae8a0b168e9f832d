const endings = new Set<() => void>();

/** One listener for all, however many boxes there are. */
function endAll(): void {
  for (const end of endings) end();
}

/** What must not outlive this process is ended when it exits. Returns how to take that back. */
export function aliveUntilExit(end: () => void): () => void {
  if (endings.size === 0) process.on('exit', endAll);
  endings.add(end);
  return () => {
    endings.delete(end);
    if (endings.size === 0) process.off('exit', endAll);
  };
}
