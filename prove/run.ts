import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { endAll } from "@roost/stage/process.ts";
import { type Proof, prove } from "./prove.ts";
import { sum } from "./tally.ts";

const shownViolations = 30;
/** The harness itself failed. */
const failed = 3;

const usage = `Proves that acknowledged messages are neither lost, doubled nor reordered: starts real
servers, lets people talk, breaks one thing after the other, and checks what everybody saw.

  npm run prove -- [--seconds 60] [--nodes 2] [--seed N] [--json FILE]

  --seconds  how long things go wrong
  --nodes    servers, 1 to 3; more than one are joined by Redis
  --seed     all chance comes from it; a run without one takes a new seed and says it
  --json     where the result is written as JSON
`;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    nodes: { type: "string", default: "2" },
    seed: { type: "string" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const seconds = Number(values.seconds);
const nodes = Number(values.nodes);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

if (values.help) {
  process.stdout.write(usage);
} else if (!(seconds > 0) || ![1, 2, 3].includes(nodes) || !Number.isInteger(seed)) {
  process.stderr.write(`Not understood.\n\n${usage}`);
  process.exitCode = 2;
} else {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void endAll().then(() => process.exit(130)));
  }
  process.on("uncaughtException", (error) => {
    console.error(error);
    // What is ended meanwhile may complain too.
    if (process.exitCode !== failed) void endAll().then(() => process.exit());
    process.exitCode = failed;
  });
  try {
    const proof = await prove({ seconds, nodes, seed, say: (line) => console.log(line) });
    if (values.json) await writeFile(values.json, `${JSON.stringify(proof, null, 2)}\n`);
    report(proof);
    process.exitCode = proof.violations.length > 0 ? 1 : 0;
  } finally {
    await endAll();
  }
  // Requests that nobody waits for any more must not keep the process.
  process.exit();
}

function report(proof: Proof): void {
  const {
    operations,
    faults,
    violations,
    messages,
    clients,
    frames,
    settledMs,
    settledWithoutBusMs,
  } = proof;
  console.log(`
${operations} operations by ${clients} clients, ${messages} messages, ${frames} frames
${sum(faults)} faults: ${listed(faults)}
connections closed: ${listed(proof.closes)}
${settledMs === null ? "did not come to rest in time" : `at rest ${settledMs} ms after the last fault`}${
  settledWithoutBusMs === null ? "" : `, and after ${settledWithoutBusMs} ms without Redis`
}
${violations.length} violations`);
  for (const { rule, detail } of violations.slice(0, shownViolations)) {
    console.log(`  ${rule}: ${detail}`);
  }
  if (violations.length === 0) return;
  console.log(`
logs and history: ${proof.folder}
again: npm run prove -- --seconds ${seconds} --nodes ${nodes} --seed ${seed}`);
}

function listed(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
