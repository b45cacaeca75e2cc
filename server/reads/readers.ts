import { isMain } from "@roost/protocol/in-thread.ts";
import type { User } from "@roost/protocol/user.ts";
import { loadPeople } from "../accounts/people.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/reader.ts";
import { Refusal } from "../refusal.ts";
import { loadReceipts } from "./receipts.ts";

/**
 * Who has read a message, besides its author, of those who show it. Throws `message.not_found`, and
 * `receipts.not_shown` where the server, the size of the room or `actor` does not show such things.
 */
export async function listReaders(
  ctx: Pick<Context, "database" | "showsReceipts">,
  actor: Actor,
  id: string,
): Promise<User[]> {
  const { db } = ctx.database;
  const message = await getMessage(ctx, actor, id, "readers");
  const { roomId, number, authorId } = message;
  // How far a thread is read, nobody else is told.
  const isShown = ctx.showsReceipts && isMain(message);
  const receipts = isShown ? (await loadReceipts(db, [roomId])).flat() : [];
  if (!receipts.some(({ userId }) => userId === actor.id)) throw new Refusal("receipts.not_shown");
  const readers = receipts.filter((one) => one.readNumber >= number && one.userId !== authorId);
  const people = await loadPeople(
    db,
    readers.map(({ userId }) => userId),
  );
  return people.sort((a, b) => a.displayName.localeCompare(b.displayName));
}
