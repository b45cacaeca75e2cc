import type { ForwardedMessage } from "@roost/protocol/forward.ts";
import type { Context } from "../context.ts";
import { forwardMessage } from "./forward.ts";
import { findHere } from "./here.ts";
import type { Post, PostResult } from "./post-batch.ts";

/** A post as it was asked for. */
export interface PostToStore extends Post {
  forward?: ForwardedMessage | undefined;
}

/** Stores a message; see `PostQueue.post`. One that forwards another goes through a change of its room. */
export async function postMessage(
  ctx: Pick<Context, "database" | "changes" | "posts" | "asked">,
  { forward, ...input }: PostToStore,
): Promise<PostResult> {
  const { roomId, author, body } = input;
  const here = await findHere(ctx, { roomId, authorId: author.id, body });
  const post = here.length > 0 ? { ...input, here } : input;
  return forward ? forwardMessage(ctx, post, forward) : ctx.posts.post(post);
}
