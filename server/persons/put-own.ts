import { isDeepStrictEqual } from "node:util";
import type { OwnKind, OwnRow, OwnValue } from "@roost/protocol/own.ts";
import type { Context } from "../context.ts";
import { eventOf, look, type OwnToWrite, requireSpace, write } from "./write-own.ts";
import { lockPersons } from "./write-places.ts";

/**
 * Writes a row of somebody's log and tells their devices. What it is already is not written again.
 *
 * Throws `me.full` where a person has too many or too large ones.
 *
 * @returns the row; null where there was none to take away.
 */
export async function putOwn(
  ctx: Pick<Context, "database" | "bus">,
  row: OwnToWrite,
): Promise<OwnRow | null> {
  const { db } = ctx.database;
  const found = await look(db, row);
  const { held } = found;
  if (held === null && row.value === null) return null;
  if (held && isDeepStrictEqual(held.value, row.value)) return held;
  requireSpace(found, row);
  const written = await write(db, row);
  ctx.bus.publish([eventOf(row.userId, written)]);
  return written;
}

/**
 * As `putOwn`, with a value that follows from the one that is there: nothing else changes it meanwhile.
 */
export async function changeOwn<K extends OwnKind>(
  ctx: Pick<Context, "database" | "bus">,
  { userId, kind, key }: { userId: string; kind: K; key: string },
  change: (held: OwnValue<K> | null) => OwnValue<K> | null,
): Promise<OwnRow | null> {
  const { held, written } = await ctx.database.db.transaction().execute(async (tx) => {
    await lockPersons(tx, [userId]);
    const empty = { userId, kind, key, value: null } as OwnToWrite;
    const found = await look(tx, empty);
    const value = change((found.held?.value ?? null) as OwnValue<K> | null);
    const row = { ...empty, value } as OwnToWrite;
    if (isDeepStrictEqual(found.held?.value ?? null, value)) {
      return { held: value && found.held, written: null };
    }
    requireSpace(found, row);
    return { held: found.held, written: await write(tx, row) };
  });
  if (!written) return held;
  ctx.bus.publish([eventOf(userId, written)]);
  return written;
}
