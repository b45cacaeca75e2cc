import type { Posted } from "@roost/protocol/down.ts";
import type { Post } from "@roost/protocol/up.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { postMessage } from "../messages/post.ts";
import type { PostResult } from "../messages/post-batch.ts";
import type { Ref } from "./frame.ts";

/** Posts what a connection sends. Throws as `postMessage` does. */
export async function post(
  ctx: Context,
  author: Actor,
  connectionId: string,
  { roomId, clientMessageId, body, ...rest }: Post,
  ref: Ref,
): Promise<Posted> {
  const { seen, replyTo, threadNumber, alsoInRoom, forward } = rest;
  const result = await postMessage(ctx, {
    ...{ roomId, clientMessageId, body, seen, replyTo, threadNumber, alsoInRoom, forward },
    ...{ author, origin: connectionId },
  });
  return postedOf(clientMessageId, result, ref);
}

/** The answer to a post that was stored. */
function postedOf(
  clientMessageId: string,
  { message, repeated, mentioned, thread }: PostResult,
  ref: Ref,
): Posted {
  const { roomId, number, version, createdAt } = message;
  const { seen, replyTo, mentions, forwarded, threadNumber, inRoom } = message;
  return {
    type: "posted",
    ...ref,
    ...{ roomId, clientMessageId, number, version, createdAt },
    ...(seen !== undefined && { seen }),
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions !== undefined && { mentions }),
    ...(forwarded !== undefined && { forwarded }),
    ...(threadNumber !== undefined && { threadNumber }),
    ...(inRoom !== undefined && { inRoom }),
    ...(thread && { thread }),
    ...(mentioned && { users: [...mentioned] }),
    ...(repeated && { repeated }),
  };
}
