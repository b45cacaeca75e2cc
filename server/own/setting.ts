import { defaultSettings } from "@roost/protocol/default-settings.ts";
import type { OwnRow, OwnValue } from "@roost/protocol/own.ts";
import { type SettingName, Settings } from "@roost/protocol/settings.ts";
import { sql } from "kysely";
import { Value } from "typebox/value";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { putOwn } from "../persons/put-own.ts";
import { Refusal } from "../refusal.ts";

type Chosen = OwnValue<"setting">;

/**
 * Chooses a setting for all devices of somebody; null takes the choice back. Throws `request.invalid` for a
 * value that this one cannot have, and `me.full`.
 *
 * @returns null where there was no choice to take back.
 */
export async function setSetting<Value extends Chosen | null>(
  ctx: Pick<Context, "database" | "bus">,
  { id: userId }: Actor,
  name: SettingName,
  value: Value,
): Promise<Value extends null ? OwnRow | null : OwnRow> {
  if (value !== null && !isValue(name, value)) {
    throw new Refusal("request.invalid", `\`${name}\` cannot be ${JSON.stringify(value)}.`);
  }
  const row = await putOwn(ctx, { userId, kind: "setting", key: name, value });
  return row as OwnRow;
}

/** All settings of somebody. What an earlier version let them choose, and this one does not, counts no more. */
export async function getSettings(
  ctx: Pick<Context, "database">,
  { id: userId }: Actor,
): Promise<Settings> {
  const { rows } = await sql<{ key: string; value: unknown }>`
    SELECT key, value FROM own_rows
    WHERE user_id = ${userId} AND kind = 'setting' AND value IS NOT NULL`.execute(ctx.database.db);
  const chosen = rows.filter(({ key, value }) => isName(key) && isValue(key, value));
  return {
    ...defaultSettings,
    ...Object.fromEntries(chosen.map(({ key, value }) => [key, value])),
  };
}

const isName = (key: string): key is SettingName => Object.hasOwn(Settings.properties, key);

function isValue(name: SettingName, value: unknown): boolean {
  return Value.Check(Settings.properties[name], value);
}
