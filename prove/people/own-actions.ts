import type { OwnRow } from "@roost/protocol/own.ts";
import type { Random } from "@roost/stage/random.ts";
import type { OwnRequest } from "../history.ts";
import type { Crowd, Seat } from "./crowd.ts";
import type { Device } from "./device.ts";
import { outcomeOf } from "./outcome.ts";
import { pickPost } from "./pick-post.ts";
import { makeText } from "./text.ts";

/** What people keep for themselves. */

export function draft(
  crowd: Crowd,
  { device }: Seat,
  random: Random,
): Promise<unknown> | undefined {
  const roomId = random.pick(device.rooms())?.id;
  if (!roomId) return undefined;
  const text = random.chance(0.7) ? makeText(random) : "";
  const what = { kind: "draft", key: roomId, text } as const;
  return keep(crowd, device, what, device.api.setDraft(roomId, { body: text }));
}

/** From a message on that was said a while ago, which they may not have read. */
export function markUnread(
  { ledger }: Crowd,
  { device }: Seat,
  random: Random,
): Promise<unknown> | undefined {
  const room = random.pick(device.rooms());
  const number = (room?.lastNumber ?? 0) - random.below(8);
  if (!room || number < 1) return undefined;
  return outcomeOf(device.api.markUnread(room.id, number)).then(({ outcome }) => {
    ledger.unreads.push({ userId: device.userId, roomId: room.id, outcome });
  });
}

export function save(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const mine = new Set(device.rooms().map(({ id }) => id));
  const post = pickPost(crowd, random, ({ roomId }) => mine.has(roomId));
  const number = post?.acknowledgements[0]?.number;
  if (!post || number === undefined) return undefined;
  const key = `${post.roomId}.${number}`;
  const on = random.chance(0.7);
  const request = on ? device.api.save(key) : device.api.unsave(key);
  return keep(crowd, device, { kind: "saved", key, text: on ? "kept" : "" }, request);
}

export function mute(crowd: Crowd, { device }: Seat, random: Random): Promise<unknown> | undefined {
  const key = random.pick(device.rooms())?.id;
  if (!key) return undefined;
  const on = random.chance(0.6);
  const request = on ? device.api.mute(key) : device.api.unmute(key);
  return keep(crowd, device, { kind: "muted", key, text: on ? "kept" : "" }, request);
}

/** Also into one that is not there. */
export function putInSection(
  crowd: Crowd,
  { device }: Seat,
  random: Random,
): Promise<unknown> | undefined {
  const key = random.pick(device.rooms())?.id;
  if (!key) return undefined;
  const text = random.pick(["", "favourites", device.userId]) ?? "";
  const { api } = device;
  const request = text === "" ? api.takeOutOfSection(key) : api.putInSection(key, text);
  return keep(crowd, device, { kind: "filed", key, text }, request);
}

/** Mostly no longer, so that most people go on talking; sometimes oneself, which is refused. */
export function block(
  crowd: Crowd,
  { device }: Seat,
  random: Random,
): Promise<unknown> | undefined {
  const userId = random.pick(crowd.userIds);
  if (!userId) return undefined;
  const on = random.chance(0.4);
  const request = on ? device.api.block(userId) : device.api.unblock(userId);
  return keep(crowd, device, { kind: "block", key: userId, text: on ? "kept" : "" }, request);
}

function keep(
  { ledger }: Crowd,
  { userId }: Device,
  what: Pick<OwnRequest, "kind" | "key" | "text">,
  request: Promise<OwnRow | null>,
): Promise<unknown> {
  const askedAt = ledger.moment();
  return outcomeOf(request).then(({ outcome, answer }) => {
    const asked = { userId, ...what, askedAt, answeredAt: ledger.moment(), outcome };
    ledger.owns.push({ ...asked, ...(answer && { version: answer.version }) });
  });
}
