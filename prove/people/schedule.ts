import { randomUUID } from "node:crypto";
import type { Random } from "@roost/stage/random.ts";
import type { Crowd, Seat } from "./crowd.ts";
import { outcomeOf } from "./outcome.ts";
import { makeText } from "./text.ts";

const laterMs = 4_000;

/** Has something sent in a moment, by whatever node is there by then. */
export async function schedule(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> {
  const roomId = random.pick(device.rooms())?.id;
  if (!roomId) return;
  const { ledger, names } = crowd;
  const clientMessageId = randomUUID();
  const body = makeText(random, names);
  const sendAt = new Date(Date.now() + random.below(laterMs)).toISOString();
  ledger.post({ clientMessageId, roomId, authorId: device.userId, device: device.name, body });
  const post = ledger.posts.get(clientMessageId);
  // The server sends it: when that is, and how often, no device sees.
  Object.assign(post ?? {}, { isOrdered: false, transmissions: 1 });
  const request = device.api.schedule(roomId, { clientMessageId, body, sendAt });
  const { outcome } = await outcomeOf(request);
  ledger.schedules.push({ userId: device.userId, roomId, clientMessageId, outcome });
}
