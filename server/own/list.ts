import type { ArrangeList } from "@roost/protocol/http.ts";
import type { Filed, ListArrangement, OwnRow, Section, SectionSort } from "@roost/protocol/own.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { changeOwn, putOwn } from "../persons/put-own.ts";
import { findRoomFor } from "../rooms/rights.ts";
import { sectionName } from "../rooms/text.ts";

/**
 * How somebody has their list of rooms. Each part of it is a row of its own, so that what is done on one
 * device leaves what is done on another. All of these throw `me.full`.
 */

type WriteContext = Pick<Context, "database" | "bus">;

/** What a list is until something of it is changed. */
const plain: ListArrangement = { sort: "newest", unreadFirst: false, order: [] };

/**
 * Mutes a room, or no longer. It changes what is shown of the room, and nothing that is counted. Throws
 * `room.not_found`; not for taking it away, which is possible in a room that one has left.
 *
 * @returns null where it was not muted.
 */
export async function muteRoom(
  ctx: WriteContext,
  actor: Actor,
  roomId: string,
  on: boolean,
): Promise<OwnRow | null> {
  if (on) await findRoomFor(ctx.database.db, actor, "mute", roomId);
  return putOwn(ctx, { userId: actor.id, kind: "muted", key: roomId, value: on ? {} : null });
}

/**
 * Puts a room into a section; with null, back to where it stands by itself. Whether there is such a section
 * is not asked: another device may take it away at any time. Throws `room.not_found`; not for taking it out.
 *
 * @returns null where it was in none.
 */
export async function fileRoom(
  ctx: WriteContext,
  actor: Actor,
  roomId: string,
  value: Filed | null,
): Promise<OwnRow | null> {
  if (value) await findRoomFor(ctx.database.db, actor, "putInSection", roomId);
  return putOwn(ctx, { userId: actor.id, kind: "filed", key: roomId, value });
}

/** Makes a section, or gives it another name. Throws `text.…`. */
export async function setSection(
  ctx: WriteContext,
  { id: userId }: Actor,
  key: string,
  { name }: Section,
): Promise<OwnRow> {
  const value = { name: sectionName(name) };
  return (await putOwn(ctx, { userId, kind: "section", key, value })) as OwnRow;
}

/**
 * Sorts a section otherwise than the list; with null, as the list again. Whether its rooms are those of `actor` is
 * not asked: they come and go.
 *
 * @returns null where it was sorted as the list.
 */
export async function sortSection<Value extends SectionSort | null>(
  ctx: WriteContext,
  { id: userId }: Actor,
  key: string,
  value: Value,
): Promise<Value extends null ? OwnRow | null : OwnRow> {
  return (await putOwn(ctx, { userId, kind: "sorted", key, value })) as OwnRow;
}

/**
 * Takes a section away, and leaves its rooms where they stand by themselves.
 *
 * @returns null where there was none.
 */
export async function removeSection(
  ctx: WriteContext,
  actor: Actor,
  key: string,
): Promise<OwnRow | null> {
  const { id: userId } = actor;
  await sortSection(ctx, actor, key, null);
  return putOwn(ctx, { userId, kind: "section", key, value: null });
}

/** Changes what is named of how the list is arranged. */
export async function arrangeList(
  ctx: WriteContext,
  { id: userId }: Actor,
  patch: ArrangeList,
): Promise<OwnRow> {
  const row = await changeOwn(ctx, { userId, kind: "list", key: "list" }, (held) => ({
    ...plain,
    ...held,
    ...patch,
  }));
  return row as OwnRow;
}
