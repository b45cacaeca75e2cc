import { parseArgs } from "node:util";
import { endAll } from "@roost/stage/process.ts";
import { fuzz } from "./fuzz.ts";

const shownFindings = 20;

const usage = `Sends a server of its own requests and frames that are made from their schemas, and
broken: none may be answered with a fault, end the server, or tell what is somebody else's.

  npm run fuzz -- [--count 100000] [--seed N]

  --count  requests and frames, half of them each
  --seed   all chance comes from it; a run without one takes a new seed and says it
`;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    seed: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const count = Number(values.count);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

if (values.help) {
  process.stdout.write(usage);
} else if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  process.stderr.write(`Not understood.\n\n${usage}`);
  process.exitCode = 2;
} else {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void endAll().then(() => process.exit(130)));
  }
  try {
    console.log(`seed ${seed}`);
    const { findings, statuses, succeeded, refused } = await fuzz({
      count,
      seed,
      say: console.log,
    });
    console.log(`answers: ${Object.entries(statuses)
      .map(([status, times]) => `${status} ${times}`)
      .join(", ")}
${succeeded.length} operations were carried out; never: ${refused.join(", ") || "none"}
${findings.length} findings`);
    for (const { rule, detail } of findings.slice(0, shownFindings))
      console.log(`\n${rule}: ${detail}`);
    if (findings.length > 0)
      console.log(`\nagain: npm run fuzz -- --count ${count} --seed ${seed}`);
    process.exitCode = findings.length > 0 ? 1 : 0;
  } finally {
    await endAll();
  }
}
