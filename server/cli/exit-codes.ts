import { UsageError } from "./usage-error.ts";

/** What the end of a command says to a script. docs/operations.md has the same table. */
export const exitCodes = {
  done: { code: 0, means: "Done; of `doctor`, that nothing is broken." },
  failed: {
    code: 1,
    means: "Not done, for the reason on the standard error; of `doctor`, that something is broken.",
  },
  misunderstood: {
    code: 2,
    means: "The command, an option or an argument is not understood; nothing was begun.",
  },
  pending: { code: 3, means: "Of `migrate --check`: the database waits for migrations." },
} as const;

/** What a command ends with that throws this. */
export function exitCodeOf(error: unknown): number {
  return (error instanceof UsageError ? exitCodes.misunderstood : exitCodes.failed).code;
}
