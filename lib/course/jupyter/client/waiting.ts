/** A promise that resolves after so many milliseconds, or never where there is no limit, and a way to stop the clock. */
export function timer(ms: number | undefined): { passed: Promise<void>; cancel(): void } {
  let timeout: NodeJS.Timeout | undefined;
  const passed = new Promise<void>(resolve => {
    if (ms !== undefined) timeout = setTimeout(resolve, ms);
  });
  return { passed, cancel: () => clearTimeout(timeout) };
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
