import type {
  ExportMessagesQuery,
  ManagedMessage,
  ManagedMessagesPage,
  ManagedMessagesQuery,
} from "@roost/protocol/managed-messages.ts";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { keptSince } from "../retention/kept-since.ts";
import { everyPage } from "../store/every-page.ts";
import { findMessages, type Wish } from "./find.ts";
import { peopleIn, toManagedMessage } from "./message.ts";
import { findReadable } from "./readable.ts";

type ListContext = Pick<Context, "database" | "pageSize" | "settings">;

/**
 * The messages of all public rooms, or of one room that may be read now. Throws `room.not_found`, `room.not_opened`, and
 * `request.invalid` for a cursor of another list.
 */
export async function listManagedMessages(
  ctx: ListContext,
  actor: Actor,
  { cursor, limit = ctx.pageSize, ...query }: ManagedMessagesQuery,
  now: Date,
): Promise<ManagedMessagesPage> {
  requireRight(actor, "anyMessages");
  const wish = await readWish(ctx, actor, query, now);
  return readManagedMessages(ctx, { ...wish, cursor }, limit);
}

/** What is looked for, in a room that may be read. */
export async function readWish(
  { database: { db }, settings }: Pick<Context, "database" | "settings">,
  actor: Actor,
  { roomId, ...query }: ExportMessagesQuery,
  now: Date,
): Promise<Wish> {
  const room = roomId === undefined ? null : await findReadable(db, actor, roomId, now);
  return { ...query, room, keptSince: keptSince(settings.values.deletedKeptDays, now) };
}

async function readManagedMessages(
  { database: { db }, settings }: Pick<Context, "database" | "settings">,
  wish: Wish & { cursor?: string | undefined },
  limit: number,
): Promise<ManagedMessagesPage> {
  const { rows, ...end } = await findMessages(db, wish, limit);
  const { deletedKeptDays } = settings.values;
  const messages = rows.map((row) => toManagedMessage(row, deletedKeptDays));
  return { messages, users: await loadPeople(db, peopleIn(messages)), ...end };
}

/** A message, with what those are called whom it names; null where there is nobody like that any more. */
export interface NamedMessage extends ManagedMessage {
  author: string | null;
  deletedBy: string | null;
}

/** All messages of a list, some at a time. The audit log has that they were handed out. */
export async function exportMessages(
  ctx: ListContext,
  actor: Actor,
  query: ExportMessagesQuery,
  now: Date,
): Promise<AsyncIterable<NamedMessage[]>> {
  requireRight(actor, "exportMessages");
  const wish = await readWish(ctx, actor, query, now);
  await record(ctx.database.db, actor, "list.exported", null, { list: "messages" });
  return everyPage(async (cursor, limit) => {
    const page = await readManagedMessages(ctx, { ...wish, ...cursor }, limit);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.messages.map((message) => ({
      ...message,
      author: names.get(message.authorId) ?? null,
      deletedBy: names.get(message.deletedById ?? "") ?? null,
    }));
    return { rows, nextCursor: page.nextCursor };
  });
}
