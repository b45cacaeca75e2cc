import type { ManagedMessage, ManagedMessagesQuery } from "@roost/protocol/managed-messages.ts";
import { sql } from "kysely";
import { beforeEach } from "vitest";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list.ts";
import { by } from "../testing/by.ts";
import { ann, ben, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { changeMessages } from "./change.ts";
import { listManagedMessages } from "./list.ts";

/** Looks after the server, and is in no room with the others. */
export let cat: string;
/** A public room of Ann and Ben. */
export let open: string;
export const admin = () => by(cat, "admin");
/** May read private rooms, too. */
export const inspector = (): Actor => {
  const actor = admin();
  return { ...actor, permissions: [...actor.permissions, "readPrivateMessages"] };
};
/** Gives the tests of a file what is above, beside a private room of Ann and Ben. */
export function setUpMessages(): void {
  setUpRoomOfTwo();
  beforeEach(async () => {
    cat = await server.addUser();
    open = await server.addRoom(ann, [ben], "public");
    await set("deletedKeptDays", null);
    await set("tellsInspections", null);
  });
}

/** A setting of the server; null for its fallback. */
export async function set(name: string, value: unknown): Promise<void> {
  const { db } = server.ctx.database;
  await sql`DELETE FROM server_settings WHERE name = ${name}`.execute(db);
  if (value !== null) {
    await sql`
      INSERT INTO server_settings (name, value, changed_at)
      VALUES (${name}, ${JSON.stringify(value)}::jsonb, now())`.execute(db);
  }
  await server.ctx.settings.look();
}

export async function say(body: string, authorId = ben, room = open): Promise<string> {
  return (await server.post(room, authorId, body)).message.id;
}

/** All pages of a list. */
export async function listed(
  wish: ManagedMessagesQuery,
  actor = admin(),
  now = new Date(),
): Promise<ManagedMessage[]> {
  const all: ManagedMessage[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; ) {
    const from: { cursor?: string } = cursor === undefined ? {} : { cursor };
    const page = await listManagedMessages(server.ctx, actor, { ...wish, ...from }, now);
    all.push(...page.messages);
    [cursor, isFirst] = [page.nextCursor ?? undefined, false];
  }
  return all;
}

export const bodies = (messages: readonly ManagedMessage[]) => messages.map(({ body }) => body);

/** What became of each: "done", or the code of what kept it from that. */
export async function change(
  what: "delete" | "restore",
  ids: string[],
  actor = admin(),
  now?: Date,
) {
  const wish = { change: what, messageIds: ids };
  const { results } = await changeMessages(server.ctx, actor, wish, now ?? new Date());
  return results.map(({ problem }) => problem?.code ?? "done");
}

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.code,
  );

/** What was done by who looks after the server, the newest first. */
export async function auditOf() {
  const { entries } = await listAudit(server.ctx, admin(), { actorId: cat });
  return entries.map(({ action, userId, details }) => ({ action, userId, details }));
}
