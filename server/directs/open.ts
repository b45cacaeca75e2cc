import type { DirectQuery, OpenedDirect } from "@roost/protocol/http.ts";
import { limits } from "@roost/protocol/limits.ts";
import { loadSeenPeople } from "../accounts/seen-people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { listMessages } from "../messages/reader.ts";
import { Refusal } from "../refusal.ts";
import { createWith } from "../rooms/change.ts";
import type { NewRoom } from "../rooms/change-batch.ts";
import { requireSpaceForDirect } from "../rooms/quotas.ts";
import { findMyRoom } from "../rooms/reader.ts";
import { requireTaken } from "./blocks.ts";
import { directId } from "./direct-id.ts";
import { showDirect } from "./hide.ts";

type OpenContext = Pick<Context, "database" | "changes" | "bus" | "pageSize">;

/**
 * The direct of `actor` and others, which is made where there is none yet, with its newest messages. It is
 * in their list from then on; in that of the others from its first message on. Throws `auth.forbidden`,
 * `user.not_found`, `request.invalid` for too many people, and for a new one `direct.blocked`,
 * `direct.refused` and `direct.too_many`.
 */
export async function openDirect(
  ctx: OpenContext,
  actor: Actor,
  userIds: readonly string[],
  query: DirectQuery = {},
): Promise<{ direct: OpenedDirect; isNew: boolean }> {
  requireRight(actor, "openDirect");
  const people = [...new Set([actor.id, ...userIds])].sort();
  if (people.length > limits.directPeople) {
    const detail = `A direct conversation is of ${limits.directPeople} people at most, with you.`;
    throw new Refusal("request.invalid", detail);
  }
  const roomId = directId(people);
  const known = await read(ctx, actor, roomId, query);
  const isNew = known === null && (await make(ctx, actor, roomId, people));
  const found = known ?? (await read(ctx, actor, roomId, query));
  if (!found) throw new Refusal("room.not_found");
  const { hiddenAt, ...room } = found.room;
  if (hiddenAt !== undefined) await showDirect(ctx, actor, roomId);
  return { direct: { ...found, room }, isNew };
}

/** The direct with a page that is as new; null where there is none yet. */
async function read(
  ctx: OpenContext,
  actor: Actor,
  roomId: string,
  query: DirectQuery,
): Promise<OpenedDirect | null> {
  const readPage = () => listMessages(ctx, actor, roomId, query);
  // Each is some statements, one after the other.
  const [mine, early] = await Promise.all([
    findMyRoom(ctx, actor.id, roomId),
    readPage().catch(nullIfNotFound),
  ]);
  if (!mine) return null;
  const page = early && early.version >= mine.room.version ? early : await readPage();
  const users = new Map([...mine.users, ...page.users].map((user) => [user.id, user]));
  return { room: mine.room, ...page, users: [...users.values()] };
}

function nullIfNotFound(error: unknown): null {
  if (error instanceof Refusal && error.code === "room.not_found") return null;
  throw error;
}

/** Makes the direct, unless somebody else has meanwhile. Returns whether it is new. */
async function make(
  ctx: OpenContext,
  actor: Actor,
  id: string,
  people: readonly string[],
): Promise<boolean> {
  const known = await loadSeenPeople(ctx.database.db, actor, people);
  if (known.length < people.length) throw new Refusal("user.not_found");
  await requireTaken(ctx.database.db, actor, people);
  const named = { id, kind: "direct", name: "", topic: "" } as const;
  const room: NewRoom = { ...named, user_ids: [...people], made_by: actor.id };
  return createWith(ctx, room, async (change) => {
    if (change.room.version > 0) {
      change.tellAgain([actor.id]);
      return false;
    }
    // Of a block at the same moment, one is first: it is written under this lock.
    await change.holdPersons(people);
    await requireTaken(change.tx, actor, people);
    await requireSpaceForDirect(change, actor.id);
    await change.addMembers([actor.id], "member");
    const others = people.filter((userId) => userId !== actor.id);
    if (others.length > 0) await change.addMembers(others, "member", true);
    return true;
  });
}
