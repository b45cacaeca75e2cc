import type { Forwarded, ForwardedMessage } from "@roost/protocol/forward.ts";
import { limits } from "@roost/protocol/limits.ts";
import { type Message, messageId } from "@roost/protocol/message.ts";
import { normalizeBody } from "@roost/protocol/text.ts";
import { loadPeople } from "../accounts/people.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { changeRoom } from "../rooms/change.ts";
import { messageColumns, peopleOf, toMessage } from "../rooms/message-row.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import type { Reader } from "../store/database.ts";
import { findMentions } from "./mentions.ts";
import type { Post, PostResult } from "./post-batch.ts";
import { findMessage } from "./reader.ts";
import { messageBody } from "./text.ts";

/**
 * Stores a message that forwards another one, with what its author says of it, which may be nothing. It
 * may be repeated like any post. What it forwards passes the filters, too. Throws what a post throws, and `message.not_found` where the author cannot
 * read the source, or that is an event or was deleted.
 */
export async function forwardMessage(
  ctx: Pick<Context, "database" | "changes" | "filters">,
  post: Post,
  source: ForwardedMessage,
): Promise<PostResult> {
  const body = normalizeBody(post.body) === "" ? "" : messageBody(post.body);
  const author = await ctx.filters.known(post.author);
  return changeRoom(ctx, post.roomId, async (room) => {
    // All that the answer has is known before the commit: it comes before what is told next (SND-4).
    const asResult = async (message: Message, repeated: boolean): Promise<PostResult> => {
      return { message, repeated, mentioned: await loadPeople(room.tx, peopleOf([message])) };
    };
    if ((await room.roleOf(post.author.id)) === null) throw new Refusal("room.not_found");
    const earlier = await findPosted(room, post);
    if (earlier) return asResult(earlier, true);
    await room.requirePoster(post.author.id);
    const copy = await copyOf(room.tx, post.author, source);
    const forwarded = { ...copy, body: await ctx.filters.pass(author, copy.body) };
    if (post.origin !== undefined) room.origin = post.origin;
    const { roomId, clientMessageId, seen } = post;
    const authorId = post.author.id;
    const mentions = await findMentions(room.tx, { roomId, authorId, body }, post.here);
    const written = { authorId, clientMessageId, body, mentions, forwarded, seen };
    return asResult(await room.write(written), false);
  });
}

/** What an earlier copy of the post stored. */
async function findPosted(room: RoomChange, post: Post): Promise<Message | null> {
  const row = await room.tx
    .selectFrom("messages")
    .select(messageColumns)
    .where("room_id", "=", post.roomId)
    .where("author_id", "=", post.author.id)
    .where("client_message_id", "=", post.clientMessageId)
    .executeTakeFirst();
  return row ? toMessage(row) : null;
}

/** A copy of a message that somebody can read, as it is now. Of what was forwarded in it, its first source. */
async function copyOf(
  tx: Reader,
  actor: Actor,
  { roomId, number }: ForwardedMessage,
): Promise<Forwarded> {
  const message = await findMessage(tx, actor, "getMessage", messageId(roomId, number));
  if (message.authorId === null || message.deletedAt !== null) {
    throw new Refusal("message.not_found", "Events and deleted messages cannot be forwarded.");
  }
  if (message.forwarded && message.body === "") return message.forwarded;
  const room = await tx
    .selectFrom("rooms")
    .select("kind")
    .where("id", "=", roomId)
    .executeTakeFirst();
  return {
    source: room?.kind === "direct" ? null : { roomId, number },
    authorId: message.authorId,
    createdAt: message.createdAt,
    body: message.forwarded ? withQuote(message.body, message.forwarded.body) : message.body,
  };
}

/** What somebody said of a message that they forwarded, and that, as far as a message can hold both. */
function withQuote(comment: string, forwarded: string): string {
  const quote = forwarded.replace(/^/gm, "> ");
  return [...`${comment}\n\n${quote}`].slice(0, limits.messageBodyCharacters).join("").trimEnd();
}
