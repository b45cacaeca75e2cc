import { emojiNameIn } from "@roost/protocol/emoji.ts";
import { limits } from "@roost/protocol/limits.ts";
import { parseMessageId } from "@roost/protocol/message.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import type { ChangeContext } from "../rooms/change.ts";
import { writerQuery } from "../rooms/may-write.ts";
import { toReaction } from "../rooms/reaction-row.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import { emojiOf } from "./emoji.ts";
import { changeRoomOfMessage } from "./rewrite.ts";

/**
 * Reacts to a message with an emoji, or takes that back. Doing it again changes nothing.
 *
 * Throws `message.not_found` (also for a deleted one), `message.forbidden` for an event,
 * `reaction.invalid` (for `:name:` of an emoji that this server has not, or no longer, too), `reaction.too_many`,
 * and why nobody may write now.
 *
 * @returns the row; null where there was nothing to take back.
 */
export async function react(
  ctx: ChangeContext,
  actor: Actor,
  id: string,
  typed: string,
  on: boolean,
): Promise<Reaction | null> {
  const name = emojiNameIn(typed);
  const emoji = name === null ? emojiOf(typed) : typed;
  if (emoji === null) {
    throw new Refusal("reaction.invalid", "A reaction is one emoji, such as 👍.");
  }
  const { roomId, number } = parseMessageId(id);
  return changeRoomOfMessage(ctx, roomId, async (room) => {
    const found = await find(room, number, emoji, name, actor.id);
    if (!found) throw new Refusal("message.not_found");
    const message = { authorId: found.author_id };
    requireRight(actor, on ? "react" : "unreact", { room: found, message });
    if (found.deleted_at) throw new Refusal("message.not_found", "This message was deleted.");
    const { held } = found;
    const isOn = held !== null && held.removed_at === null;
    if (isOn === on) return held && toReaction(held);
    if (found.refusal) throw new Refusal(found.refusal);
    if (on && !found.is_known) {
      throw new Refusal("reaction.invalid", `This server has no emoji ${typed}.`);
    }
    const count = found.latest ?? 0;
    if (on && count === 0) await requireSpace(room, number);
    const now = sql<Date>`statement_timestamp()`;
    const [reaction] = await room.put("reactions", [
      {
        number,
        emoji,
        user_id: actor.id,
        count: count + (on ? 1 : -1),
        created_at: on ? now : (held?.created_at ?? now),
        removed_at: on ? null : now,
      },
    ]);
    return reaction ?? null;
  });
}

/**
 * The message, whether its reader may write, what they did with the emoji, how many reacted with it, and whether
 * there is one, where it is one of this server: in one query, since people react often.
 */
async function find(
  { tx, room }: RoomChange,
  number: number,
  emoji: string,
  name: string | null,
  userId: string,
) {
  const row = await writerQuery(tx, room, userId)
    .innerJoin("messages", (join) =>
      join.onRef("messages.room_id", "=", "m.room_id").on("messages.number", "=", number),
    )
    .leftJoin("reactions as held", (join) =>
      join
        .onRef("held.room_id", "=", "m.room_id")
        .on("held.number", "=", number)
        .on("held.emoji", "=", emoji)
        .onRef("held.user_id", "=", "m.user_id"),
    )
    .select(["messages.author_id", "messages.deleted_at"])
    .select(["held.version", "held.count", "held.created_at", "held.removed_at"])
    .select((eb) =>
      eb
        .selectFrom("reactions as newest")
        .select("newest.count")
        .where("newest.room_id", "=", room.id)
        .where("newest.number", "=", number)
        .where("newest.emoji", "=", emoji)
        .orderBy("newest.version", "desc")
        .limit(1)
        .as("latest"),
    )
    .select(isKnown(name).as("is_known"))
    .executeTakeFirst();
  if (!row) return null;
  const { version, count, created_at, removed_at, ...rest } = row;
  const isHeld = version !== null && count !== null && created_at !== null;
  const key = { number, emoji, user_id: userId };
  return { ...rest, held: isHeld ? { ...key, version, count, created_at, removed_at } : null };
}

/** Whether this server has an emoji of a name; those of Unicode, which have none, it knows. */
function isKnown(name: string | null) {
  if (name === null) return sql<boolean>`true`;
  return sql<boolean>`EXISTS (SELECT FROM custom_emoji WHERE name = ${name} AND deleted_at IS NULL)`;
}

/** Throws where no emoji may be added to those that a message has. */
async function requireSpace({ tx, room }: RoomChange, number: number): Promise<void> {
  const found = await tx
    .selectFrom("reactions")
    .select(({ fn }) => fn.count<number>("emoji").distinct().as("kinds"))
    .where("room_id", "=", room.id)
    .where("number", "=", number)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(found.kinds) < limits.reactionKinds) return;
  throw new Refusal(
    "reaction.too_many",
    `A message takes ${limits.reactionKinds} different emoji; use one that is there.`,
  );
}
