import type { PatchRoom } from "@roost/protocol/http.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { getMyRoom } from "./reader.ts";
import { roomName, roomTopic } from "./text.ts";

/**
 * Renames a room or changes its topic, for owners and moderators. Throws `room.not_found`,
 * `room.forbidden` and `text.…`.
 */
export async function updateRoom(
  ctx: ChangeContext,
  userId: string,
  roomId: string,
  patch: PatchRoom,
): Promise<MyRoom> {
  await changeRoom(ctx, roomId, async (change) => {
    await change.requireModerator(userId);
    const name = patch.name === undefined ? change.room.name : roomName(patch.name);
    const topic = patch.topic === undefined ? change.room.topic : roomTopic(patch.topic);
    if (name !== change.room.name) {
      change.room.name = name;
      await change.say({ event: "renamed", byId: userId, name });
    }
    if (topic !== change.room.topic) {
      change.room.topic = topic;
      await change.say({ event: "topic", byId: userId, topic });
    }
  });
  return getMyRoom(ctx, userId, roomId);
}
