import { metrics } from "./bars.ts";
import { type Figure, figure, percentile } from "./figure.ts";
import { groupsWithTalkers, startTalk } from "./groups.ts";
import type { ComebackReport } from "./load/comeback.ts";
import {
  ask,
  type BenchSettings,
  compareWithDatabase,
  enter,
  openRoost,
  roostSide,
} from "./sides.ts";

const connections = 2_000;
const backWithinMs = 60_000;

/**
 * One of two nodes is killed while messages flow, and its half of the people go to the other. What
 * they posted and was not acknowledged they post again. Beside it: the same connections broken,
 * with both nodes alive.
 */
export async function clusterKill(settings: BenchSettings): Promise<Figure[]> {
  const scenario = "cluster.kill";
  const crew = groupsWithTalkers(connections);
  const stage = await openRoost(settings, { nodes: 2 });
  // People go to the nodes in turn: these are with the first, which is killed.
  const people = Array.from({ length: crew.people }, (_, at) => at).filter((at) => at % 2 === 0);
  const side = await roostSide(stage, crew);
  try {
    await enter(side);
    await startTalk(side, crew, settings.texts);
    const cut = await ask(side, { do: "cut", people, withinMs: backWithinMs }, "millisecondsEach");
    const kill = { do: "cut", people, killPid: stage.serverPid, withinMs: backWithinMs } as const;
    const killed = await ask(side, kill, "millisecondsEach");
    const { tally, posted } = await ask(side, { do: "calm" }, "posted");
    settings.note(`attempts that failed: ${JSON.stringify(killed.failedAttempts)}`);
    settings.note(`tally: ${JSON.stringify(tally)}, ${posted} posted`);
    await compareWithDatabase(stage, posted);
    const row = (what: string, share: number) =>
      figure(scenario, `complete again, ${what}`, "s", seconds(killed, share), seconds(cut, share));
    return [
      figure(scenario, metrics.missing, "messages", tally.missing),
      figure(scenario, metrics.doubled, "messages", tally.doubled),
      row("p50", 0.5),
      row("p99", 0.99),
      row("all", 1),
    ];
  } finally {
    await side.close();
    await stage.close();
  }
}

function seconds({ millisecondsEach }: ComebackReport, share: number): number {
  return percentile(millisecondsEach, share) / 1_000;
}
