/** Work that is done again and again, on any node, on several at once, or broken off in between. */
export interface Job {
  /** @param stopping Aborted where the node stops, for runs that take longer than it waits. */
  run(stopping: AbortSignal): Promise<unknown>;
  everyMs: number;
}

export interface RunningJobs {
  /** Begins nothing more, and resolves when what runs has ended. */
  stop(): Promise<void>;
}

/**
 * Does each job at its interval, the first time at a random moment of it, so that nodes that start
 * together do not work together. A run that fails is told, and is followed by the next.
 */
export function startJobs(
  jobs: readonly Job[],
  onFault: (error: unknown) => void,
  random: () => number = Math.random,
): RunningJobs {
  const stops = jobs.map((job) => repeat(job, onFault, random));
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}

function repeat(
  { run, everyMs }: Job,
  onFault: (error: unknown) => void,
  random: () => number,
): () => Promise<void> {
  const stopping = new AbortController();
  let running = Promise.resolve();
  let timer = setTimeout(begin, random() * everyMs);

  function begin(): void {
    running = run(stopping.signal)
      .then(() => {}, onFault)
      .then(() => {
        if (!stopping.signal.aborted) timer = setTimeout(begin, everyMs);
      });
  }

  return () => {
    stopping.abort();
    clearTimeout(timer);
    return running;
  };
}
