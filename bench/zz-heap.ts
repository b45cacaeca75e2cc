import { setTimeout as delay } from "node:timers/promises";
import { endAll, residentBytes } from "@roost/stage/process.ts";
import { openStage } from "@roost/stage/stage.ts";
import { enter, roostSide } from "./sides.ts";

const N = Number(process.argv[2] ?? 4000);
const stage = await openStage({
  nodeOptions: [
    "--heapsnapshot-signal=SIGUSR2",
    "--diagnostic-dir=/tmp/heap",
    ...process.argv.slice(4),
  ],
});
const groups = N / 100;
const rooms = Array.from({ length: groups * 10 }, (_, r) =>
  Array.from({ length: 100 }, (_, at) => Math.floor(r / 10) * 100 + at),
);
const side = await roostSide(stage, { people: N, rooms });
await enter({ ...side, people: side.people.slice(0, 100) });
if (process.argv[3] === "gc") process.kill(side.serverPid, "SIGWINCH");
await delay(8000);
const before = residentBytes(side.serverPid);
await enter({ ...side, people: side.people.slice(100) });
for (let i = 0; i < 5; i++) {
  await delay(6000);
  console.log(
    "KB each",
    ((residentBytes(side.serverPid) - before) / 1024 / (N - 100)).toFixed(2),
    "rss MB",
    (residentBytes(side.serverPid) / 1e6).toFixed(1),
  );
}
if (process.argv[3] === "gc") { for (let i = 0; i < 2; i++) { process.kill(side.serverPid, "SIGWINCH"); await delay(4000); console.log("after gc KB each", ((residentBytes(side.serverPid) - before) / 1024 / (N - 100)).toFixed(2)); } }
if (process.argv[3] === "snap") {
  process.kill(side.serverPid, "SIGUSR2");
  await delay(15000);
}
await side.close();
await stage.close();
await endAll();
process.exit();
