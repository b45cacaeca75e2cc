import { randomUUID } from "node:crypto";
import type { CreateRoom } from "@roost/protocol/http.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { refuseSilenced } from "../accounts/silence.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { type ChangeContext, createWith } from "./change.ts";
import { filtered } from "./filtered.ts";
import { requireSpaceForRoom } from "./quotas.ts";
import { roomName, roomTopic } from "./text.ts";

/**
 * Makes a room whose owner and only member is its maker. Throws `auth.forbidden`, `me.silenced`, `filter.refused`, `room.too_many`, and
 * `text.…` for a bad name.
 */
export async function createRoom(
  ctx: ChangeContext & Pick<Context, "filters">,
  actor: Actor,
  input: CreateRoom,
): Promise<MyRoom> {
  requireRight(actor, "createRoom");
  const id = randomUUID();
  const { kind, name, topic = "" } = await filtered(ctx, actor, input);
  const room = {
    id,
    kind,
    name: roomName(name),
    topic: roomTopic(topic),
    made_by: actor.id,
  };
  return createWith(ctx, room, async (change) => {
    await refuseSilenced(change.tx, actor.id);
    await requireSpaceForRoom(change, actor.id);
    await change.say({ event: "created", byId: actor.id });
    await change.addMembers([actor.id], "owner");
    return change.asNewMember("owner");
  });
}
