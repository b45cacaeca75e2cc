import type { ForwardedMessage } from "@roost/protocol/forward.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { forwardMessage } from "./forward.ts";
import { findHere, mentionsHere } from "./here.ts";
import type { Post, PostResult } from "./post-batch.ts";

/** A post as it was asked for. */
export interface PostToStore extends Post {
  forward?: ForwardedMessage | undefined;
}

/**
 * Stores a message; see `PostQueue.post`. One that forwards another goes through a change of its room. Throws
 * `filter.refused`, too.
 */
export async function postMessage(
  ctx: Pick<Context, "database" | "changes" | "posts" | "asked" | "filters">,
  { forward, ...asked }: PostToStore,
): Promise<PostResult> {
  const input = ctx.filters.isEmpty ? asked : { ...asked, body: await pass(ctx, asked) };
  const post = mentionsHere(input.body) ? await withHere(ctx, input) : input;
  return forward ? forwardMessage(ctx, post, forward) : ctx.posts.post(post);
}

/** The body as it may be said. What was stored before is the answer to its repeats, whatever may be said now. */
async function pass(ctx: Pick<Context, "database" | "filters">, post: Post): Promise<string> {
  const { roomId, author, clientMessageId, body } = post;
  try {
    return await ctx.filters.pass(author, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const earlier = await ctx.database.db
      .selectFrom("messages")
      .select("number")
      .where("room_id", "=", roomId)
      .where("author_id", "=", author.id)
      .where("client_message_id", "=", clientMessageId)
      .executeTakeFirst();
    if (earlier) return body;
    throw error;
  }
}

async function withHere(ctx: Pick<Context, "database" | "asked">, post: Post): Promise<Post> {
  const { roomId, author, body } = post;
  const here = await findHere(ctx, { roomId, authorId: author.id, body });
  return here.length > 0 ? { ...post, here } : post;
}
