import { statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";

// Each file has a database of its own, some 800 files: copied in memory it takes a twentieth of the time.
const memory = "/dev/shm";
const enoughBytes = 4 * 1024 ** 3;
if (process.env.TMPDIR === undefined && freeBytes(memory) >= enoughBytes) {
  process.env.TMPDIR = memory;
}

/** How long `expect.poll` goes on: a second, its default, is short on a busy machine. */
const patience = { poll: { timeout: 30_000 } };
const postgres = "./server/testing/global-setup.ts";

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Two cores are the smallest machine that people work on. Tests wait for disks and pages a third of their time.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "protocol/**/*.test.ts",
            "markdown/**/*.test.ts",
            "sdk/**/*.test.ts",
            "stage/**/*.test.ts",
            "web/**/*.test.{ts,tsx}",
            "test/**/*.test.ts",
            "prove/check/*.test.ts",
          ],
          environment: "node",
          expect: patience,
          // On a busy machine, thousands of random histories take a while.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "server",
          include: ["server/**/*.test.ts", "bench/**/*.test.ts", "docs/**/*.test.ts"],
          environment: "node",
          expect: patience,
          globalSetup: postgres,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts", "prove/{*,people/*}.test.ts", "fuzz/*.test.ts"],
          environment: "node",
          expect: patience,
          globalSetup: postgres,
          // Browsers and whole servers: after all else.
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

/** 0 where there is no such folder, as on macOS. */
function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
