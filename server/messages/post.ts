import type { ForwardedMessage } from "@roost/protocol/forward.ts";
import type { Context } from "../context.ts";
import { forwardMessage } from "./forward.ts";
import { findHere, mentionsHere } from "./here.ts";
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
  const post = mentionsHere(input.body) ? await withHere(ctx, input) : input;
  return forward ? forwardMessage(ctx, post, forward) : ctx.posts.post(post);
}

async function withHere(ctx: Pick<Context, "database" | "asked">, post: Post): Promise<Post> {
  const { roomId, author, body } = post;
  const here = await findHere(ctx, { roomId, authorId: author.id, body });
  return here.length > 0 ? { ...post, here } : post;
}
