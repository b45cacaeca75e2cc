import type { SeededUser } from "@roost/stage/seed.ts";
import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, percentile } from "./figure.ts";
import { type BenchSettings, openRoost } from "./sides.ts";

const messages = 10_000;
const warmUps = 100;
const opens = 2_000;

/** How long it takes to open a direct of many messages, with its newest page, over HTTP. */
export async function directsOpen(settings: BenchSettings): Promise<Figure[]> {
  const stage = await openRoost(settings);
  const milliseconds: number[] = [];
  try {
    const [me, other] = (await stage.seed.addUsers(2)) as [SeededUser, SeededUser];
    const roomId = await open(stage, me, other, 0);
    await stage.seed.addMessages(roomId, other.id, messages, new Date("2026-01-01"));
    for (let round = -warmUps; round < opens; round++) {
      const begun = performance.now();
      await open(stage, me, other, messages);
      if (round >= 0) milliseconds.push(performance.now() - begun);
    }
  } finally {
    await stage.close();
  }
  return [
    figure("directs.open", metrics.openedP50, "ms", percentile(milliseconds, 0.5)),
    figure("directs.open", metrics.openedP99, "ms", percentile(milliseconds, 0.99)),
  ];
}

/** Returns its id. */
async function open({ url }: Stage, me: SeededUser, other: SeededUser, lastNumber: number) {
  const response = await fetch(`${url}/api/directs`, {
    method: "POST",
    headers: { authorization: `Bearer ${me.token}`, "content-type": "application/json" },
    body: JSON.stringify({ userIds: [other.id] }),
  });
  const { room, messages: page } = (await response.json()) as {
    room: { id: string; lastNumber: number };
    messages: { number: number }[];
  };
  if (room.lastNumber !== lastNumber || (page.at(-1)?.number ?? 0) !== lastNumber) {
    throw new Error(`The direct was opened at ${room.lastNumber}, and not at ${lastNumber}.`);
  }
  return room.id;
}
