import { endAll } from "@roost/stage/process.ts";
import { afterEach, expect, test } from "vitest";
import { faults } from "./faults/storm.ts";
import { type ProveOptions, prove } from "./prove.ts";

afterEach(endAll);

/** What a run said, for the one who has to find out why it failed. */
async function proven(options: Omit<ProveOptions, "say">): Promise<void> {
  const said: string[] = [];
  const proof = await prove({ ...options, say: (line) => said.push(line) });
  const { violations, settledMs } = proof;
  const again = `again: npm run prove -- --seconds ${options.seconds} --nodes ${options.nodes} --seed ${options.seed}`;
  expect(violations, [...said, again].join("\n")).toEqual([]);
  expect(settledMs).not.toBeNull();
  const { operations } = proof;
  expect(operations).toBeGreaterThan(options.seconds);
  expect(Object.keys(proof.faults).sort()).toEqual(faults.map(({ kind }) => kind).sort());
}

/**
 * Seeds, each under a name that says what it holds. One that broke a promise comes here with what it
 * takes to break it again.
 */
const runs = [
  { name: "everything breaks once, on two nodes", seconds: 16, nodes: 2, seed: 1 },
] as const;

test.each(runs)(
  "every promise is kept: $name",
  async ({ seconds, nodes, seed }) => {
    await proven({ seconds, nodes, seed });
  },
  // A minute where all goes well; the rest is for a slow machine.
  500_000,
);
