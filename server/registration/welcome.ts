import { limits } from "@roost/protocol/limits.ts";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { actorOf } from "../actor.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { enter } from "../rooms/join.ts";
import { joinWelcomeRooms } from "../rooms/welcome.ts";
import type { Db } from "../store/database.ts";

/**
 * Takes somebody who is let in into the rooms of everybody, and into those of the invitation that they came by. Whoever
 * waits to be let in comes later. Safe to repeat.
 */
export async function welcome(ctx: ChangeContext, me: Me): Promise<void> {
  const { db } = ctx.database;
  const { rows } = await sql`
    SELECT FROM users WHERE id = ${me.id} AND approval IN ('awaited', 'refused')`.execute(db);
  if (rows.length > 0) return;
  await joinWelcomeRooms(ctx, actorOf(me, "session"));
  await joinInvitedRooms(ctx, me.id);
}

interface Invited {
  roomIds: string[];
  byId: string | null;
}

async function joinInvitedRooms(ctx: ChangeContext, userId: string): Promise<void> {
  const invited = await findInvited(ctx.database.db, userId);
  for (const roomId of invited?.roomIds ?? []) {
    await changeRoom(ctx, roomId, async (change) => {
      const { room } = change;
      if (room.archived_at !== null || room.member_count >= limits.roomMembers) return;
      if (await change.roleOf(userId)) return change.tellAgain([userId]);
      const byId = invited?.byId ?? null;
      const maker = byId === null ? null : await change.roleOf(byId);
      // Who has left a private room since then brings nobody into it.
      if (byId !== null && maker === null && room.kind === "private") return;
      if (byId === null || maker === null) return void (await enter(change, userId, "member"));
      await change.say({ event: "added", userId, byId });
      await change.addMembers([userId], "member");
    });
  }
}

async function findInvited(db: Db, userId: string): Promise<Invited | null> {
  const { rows } = await sql<Invited>`
    SELECT i.room_ids::text[] AS "roomIds", i.created_by AS "byId"
    FROM users u JOIN invites i ON i.id = u.invite_id
    WHERE u.id = ${userId}`.execute(db);
  return rows[0] ?? null;
}
