import type { PatchRoom } from "@roost/protocol/http.ts";
import type { SystemEvent } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { refuseSilenced } from "../accounts/silence.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { filtered } from "./filtered.ts";
import { getMyRoom } from "./reader.ts";
import { requireHere } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";
import type { RoomRow, RoomSettings } from "./row.ts";
import { directName, roomName, roomTopic } from "./text.ts";

/**
 * Renames a room, changes its topic and who writes in it, archives or restores it; of a direct, only the name of a group can be
 * changed or taken away. Throws `room.not_found`, `me.silenced`, `room.forbidden`, `room.wrong_kind`, `filter.refused` and `text.…`.
 */
export async function updateRoom(
  ctx: ChangeContext & Pick<Context, "filters">,
  actor: Actor,
  roomId: string,
  asked: PatchRoom,
): Promise<MyRoom> {
  const author = ctx.filters.known(actor);
  // Whoever waits here without need comes behind what was asked for later.
  const known = author instanceof Promise ? await author : author;
  await changeRoom(ctx, roomId, async (change) => {
    await requireHere(change, actor, "updateRoom");
    await refuseSilenced(change.tx, actor.id);
    const patch = await filtered(ctx, known, asked);
    const { name, ...rest } = patch;
    const isDirect = change.room.kind === "direct";
    if (isDirect && Object.keys(rest).length > 0) {
      const detail =
        "A direct conversation has no topic, is hidden and not archived, and all write in it alike.";
      throw new Refusal("room.wrong_kind", detail);
    }
    const toName = isDirect ? directName : roomName;
    await writePatch(change, actor.id, patch, toName);
  });
  return getMyRoom(ctx, actor.id, roomId);
}

/** Writes what a patch changes into the room, which says so. Throws `text.…`. */
export async function writePatch(
  change: RoomChange,
  byId: string,
  patch: PatchRoom,
  toName = roomName,
): Promise<void> {
  for (const [settings, event] of news(change.room, byId, patch, toName)) {
    change.set(settings);
    await change.say(event);
  }
  const { guardedMentions = change.room.guarded_mentions } = patch;
  // Those who would mention everybody see it where they do: the room need not say so.
  if (guardedMentions !== change.room.guarded_mentions) {
    change.set({ guarded_mentions: guardedMentions });
  }
}

/** What a patch changes, one after the other, and what the room says of it. */
function news(
  room: Readonly<RoomRow>,
  byId: string,
  patch: PatchRoom,
  toName: (name: string) => string,
): [Partial<RoomSettings>, SystemEvent][] {
  const all: [Partial<RoomSettings>, SystemEvent][] = [];
  const name = patch.name === undefined ? room.name : toName(patch.name);
  if (name !== room.name) all.push([{ name }, { event: "renamed", byId, name }]);
  const topic = patch.topic === undefined ? room.topic : roomTopic(patch.topic);
  if (topic !== room.topic) all.push([{ topic }, { event: "topic", byId, topic }]);
  const { archived, announcement = room.announcement, slowSeconds = room.slow_seconds } = patch;
  if (archived !== undefined && archived !== (room.archived_at !== null)) {
    const event = archived ? "archived" : "restored";
    all.push([{ archived_at: archived ? new Date() : null }, { event, byId }]);
  }
  if (announcement !== room.announcement) {
    all.push([{ announcement }, { event: "announcement", byId, on: announcement }]);
  }
  if (slowSeconds !== room.slow_seconds) {
    all.push([{ slow_seconds: slowSeconds }, { event: "slow", byId, seconds: slowSeconds }]);
  }
  return all;
}
