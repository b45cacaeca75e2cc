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
  frame: Post,
  ref: Ref,
): Promise<Posted> {
  const result = await postMessage(ctx, {
    roomId: frame.roomId,
    clientMessageId: frame.clientMessageId,
    body: frame.body,
    seen: frame.seen,
    replyTo: frame.replyTo,
    threadNumber: frame.threadNumber,
    alsoInRoom: frame.alsoInRoom,
    forward: frame.forward,
    author,
    origin: connectionId,
  });
  return postedOf(frame, result, ref);
}

/** The answer to a post that was stored. Written out, with nothing copied: each post has one. */
function postedOf(
  { clientMessageId, body }: Post,
  { message, repeated, mentioned, thread }: PostResult,
  ref: Ref,
): Posted {
  const { roomId, number, version, createdAt } = message;
  const posted: Posted = { type: "posted", roomId, clientMessageId, number, version, createdAt };
  if (ref.ref !== undefined) posted.ref = ref.ref;
  if (message.body !== body) posted.body = message.body;
  if (message.seen !== undefined) posted.seen = message.seen;
  if (message.replyTo !== undefined) posted.replyTo = message.replyTo;
  if (message.mentions !== undefined) posted.mentions = message.mentions;
  if (message.forwarded !== undefined) posted.forwarded = message.forwarded;
  if (message.threadNumber !== undefined) posted.threadNumber = message.threadNumber;
  if (message.inRoom !== undefined) posted.inRoom = message.inRoom;
  if (thread) posted.thread = thread;
  if (mentioned) posted.users = [...mentioned];
  if (repeated) posted.repeated = repeated;
  return posted;
}
