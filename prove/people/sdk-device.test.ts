import { openLink } from "@roost/stage/link.ts";
import { endAll, endLater } from "@roost/stage/process.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import { afterEach, expect, test, vi } from "vitest";
import { type Cluster, openCluster } from "../cluster.ts";
import { Random } from "../random.ts";
import { Ledger, Recorder } from "./recorder.ts";
import { SdkDevice } from "./sdk-device.ts";

afterEach(endAll);

const withinMs = { timeout: 30_000 };

async function openDevice(cluster: Cluster, user: SeededUser, ledger: Ledger) {
  const port = cluster.members[0]?.node.port ?? 0;
  const link = await openLink({ target: () => ({ host: "127.0.0.1", port }) });
  const { id: userId, username: name, token } = user;
  const recorder = new Recorder(name, userId, ledger);
  const device = new SdkDevice({ name, userId, token, link, recorder, random: new Random(1) });
  endLater(() => device.close());
  return { device, recorder };
}

/** What it wrote down of when it came into rooms, and what it was told in them. */
function notesOf({ history }: Recorder): string[] {
  return history.events.flatMap((event) => {
    if (event.type === "entered") return `entered at ${event.lastNumber}`;
    return event.type === "told" ? `told ${event.number}` : [];
  });
}

test("a room that came before the first snapshot is entered where it came: seed 7, 3 nodes", async () => {
  const cluster = await openCluster(1);
  const [ann, ben] = (await cluster.seed.addUsers(2)) as [SeededUser, SeededUser];
  const roomId = await cluster.seed.addRoom("open", [ann.id]);
  const ledger = new Ledger();
  const { device: speaker } = await openDevice(cluster, ann, ledger);
  const { device: late, recorder } = await openDevice(cluster, ben, ledger);
  await speaker.start();

  await late.api.joinRoom(roomId);
  for (const body of ["one", "two"]) speaker.post(roomId, body);
  await vi.waitFor(() => expect(speaker.unanswered()).toBe(0), withinMs);
  await late.start();

  const whole = ["entered at 1", "told 2", "told 3"];
  await vi.waitFor(() => expect(notesOf(recorder)).toEqual(whole), withinMs);
});
