import type { Posted } from "@roost/protocol/down.ts";
import type { PostResult } from "../messages/post-batch.ts";
import type { Ref } from "./frame.ts";

/** The answer to a post that was stored. */
export function postedOf(
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
