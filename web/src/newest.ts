// Requests of which only the newest matters.

/** Runs one thing at a time; of those that wait only the newest. */
export function newest(run: (signal: AbortSignal) => Promise<void>): () => void {
  let running: AbortController | null = null;
  let again = false;
  let failures = 0;
  const start = () => {
    if (running) {
      again = true;
      return;
    }
    running = new AbortController();
    run(running.signal)
      .then(
        () => (failures = 0),
        () => {
          // What failed once is tried again; a server that is gone is told elsewhere.
          failures += 1;
          if (failures < 4) window.setTimeout(start, 1000);
        },
      )
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          start();
        }
      });
  };
  return start;
}
