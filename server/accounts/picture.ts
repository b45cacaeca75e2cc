import { createHash } from "node:crypto";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { getMe } from "./directory.ts";
import { isSeenBy } from "./seen-people.ts";
import { squareOf } from "./square.ts";

const HASH_CHARACTERS = 32;

type PictureContext = Pick<Context, "database" | "bus">;

/**
 * Gives me a picture in place of the one of before. My devices are told, others see it with the next answer that names
 * me. Throws as `squareOf` does.
 */
export async function setPicture(ctx: PictureContext, actor: Actor, given: Buffer): Promise<Me> {
  requireRight(actor, "setPicture");
  const image = await squareOf(given);
  await ctx.database.db.transaction().execute((tx) => storePicture(tx, actor.id, image));
  ctx.bus.publish([{ kind: "account", userId: actor.id }]);
  return getMe(ctx, actor);
}

/** Takes my picture away. Where there is none, that changes nothing. */
export async function removePicture(ctx: PictureContext, actor: Actor): Promise<void> {
  requireRight(actor, "removePicture");
  await ctx.database.db.transaction().execute((tx) => dropPicture(tx, actor.id));
  ctx.bus.publish([{ kind: "account", userId: actor.id }]);
}

/**
 * Gives somebody a picture in a transaction.
 *
 * @param image What `squareOf` made.
 *
 * @returns its hash.
 */
export async function storePicture(tx: Db, userId: string, image: Buffer): Promise<string> {
  const hash = createHash("sha256").update(image).digest("hex").slice(0, HASH_CHARACTERS);
  await sql`UPDATE users SET picture = ${hash} WHERE id = ${userId}`.execute(tx);
  await sql`
    INSERT INTO pictures (user_id, image) VALUES (${userId}, ${image})
    ON CONFLICT (user_id) DO UPDATE SET image = excluded.image`.execute(tx);
  return hash;
}

/** Takes somebody's picture away in a transaction. */
export async function dropPicture(tx: Db, userId: string): Promise<void> {
  await sql`UPDATE users SET picture = NULL WHERE id = ${userId}`.execute(tx);
  await sql`DELETE FROM pictures WHERE user_id = ${userId}`.execute(tx);
}

/**
 * The picture of somebody, a WebP. Throws `picture.not_found` where they have another one by now, or none, and where
 * `actor` does not get to know of them.
 */
export async function readPicture(
  { database }: Pick<Context, "database">,
  actor: Actor,
  userId: string,
  hash: string,
): Promise<Buffer> {
  requireRight(actor, "picture");
  const { rows } = await sql<{ image: Buffer }>`
    SELECT p.image FROM users u JOIN pictures p ON p.user_id = u.id
    WHERE u.id = ${userId} AND u.picture = ${hash} AND ${isSeenBy(actor, "u.id")}`.execute(
    database.db,
  );
  if (!rows[0]) throw new Refusal("picture.not_found");
  return rows[0].image;
}
