import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

// Loaded into a server that is measured (`--import`). How long its event loop was blocked at most since the last time is
// written to a file on SIGUSR2, in milliseconds.

const file = process.env.LOOP_DELAY_FILE;
if (file === undefined) throw new Error("LOOP_DELAY_FILE is not set.");

const resolutionMs = 1;
const delays = monitorEventLoopDelay({ resolution: resolutionMs });
delays.enable();

process.on("SIGUSR2", () => {
  // The histogram holds the whole time between two looks at the clock.
  const [longest, p99] = [delays.max, delays.percentile(99)].map((ns) => ns / 1e6 - resolutionMs);
  delays.reset();
  writeFileSync(file, JSON.stringify({ longest, p99 }));
});
