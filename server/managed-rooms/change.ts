import type { AuditDetails } from "@roost/protocol/audit.ts";
import type { ChangeRoom } from "@roost/protocol/managed-rooms.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { filtered } from "../rooms/filtered.ts";
import { requireHere } from "../rooms/rights.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import type { RoomRow } from "../rooms/row.ts";
import { writePatch } from "../rooms/update.ts";

/**
 * Changes what a room is called and how it is used, opens it to everybody or closes it, archives or restores it. The room
 * says so, and the audit log.
 *
 * Throws `room.not_found`, `filter.refused`, `text.…`, and `room.not_inside` for who would open a private room that they are not in.
 */
export async function changeManagedRoom(
  ctx: ChangeContext & Pick<Context, "filters">,
  actor: Actor,
  roomId: string,
  wish: ChangeRoom,
): Promise<void> {
  const author = await ctx.filters.known(actor);
  await changeRoom(ctx, roomId, async (change) => {
    const role = await requireHere(change, actor, "changeRoom");
    const { kind, ...patch } = await filtered(ctx, author, wish);
    const before = change.room;
    if (kind !== undefined && kind !== before.kind) {
      if (kind === "public" && role === null) throw notTheirs();
      change.set({ kind });
      await change.say({ event: "kind", byId: actor.id, kind });
    }
    await writePatch(change, actor.id, patch);
    await auditChange(change, actor, before);
  });
}

function notTheirs(): Refusal {
  return new Refusal(
    "room.not_inside",
    "What was written in a private room is opened to everybody by somebody who is in it.",
  );
}

async function auditChange(
  change: RoomChange,
  actor: Actor,
  before: Readonly<RoomRow>,
): Promise<void> {
  const { id: roomId, name } = before;
  const fields = { before: {}, after: {} } as Pick<
    AuditDetails["room.changed"],
    "before" | "after"
  >;
  const [old, now] = [fieldsOf(before), fieldsOf(change.room)];
  for (const field of Object.keys(now) as (keyof typeof now)[]) {
    if (old[field] === now[field]) continue;
    Object.assign(fields.before, { [field]: old[field] });
    Object.assign(fields.after, { [field]: now[field] });
  }
  if (Object.keys(fields.after).length > 0) {
    await change.audit(actor, "room.changed", { roomId, name, ...fields });
  }
  const isArchived = change.room.archived_at !== null;
  if (isArchived !== (before.archived_at !== null)) {
    const action = isArchived ? "room.archived" : "room.restored";
    await change.audit(actor, action, { roomId, name: change.room.name });
  }
}

const fieldsOf = (room: Readonly<RoomRow>) => ({
  name: room.name,
  topic: room.topic,
  kind: room.kind,
  announcement: room.announcement,
  slowSeconds: room.slow_seconds,
  guardedMentions: room.guarded_mentions,
});
