import { isDeepStrictEqual } from "node:util";
import type {
  PatchServerSettings,
  ServerSettingName,
  ServerSettings,
  ServerSettingsState,
} from "@roost/protocol/server-settings.ts";
import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { checks, checkTogether } from "./check.ts";
import { readStored, withSources } from "./read.ts";
import { fallbacks, type SettingsEnvironment, variables } from "./table.ts";

/** Any number will do, as long as no other part of the server uses it. */
const settingsLock = 7_668_005;

export interface SettingsContext extends PeopleContext {
  environment: SettingsEnvironment;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
}

/**
 * Changes settings of the server, all of them or none, in effect at once on all nodes. The same value again changes
 * nothing. Null gives a setting its fallback again.
 *
 * Throws `setting.fixed` for one that the environment says, `setting.invalid`, `retention.not_tried`, `auth.forbidden`.
 */
export async function changeSettings(
  { database, bus, environment, sendsMail }: SettingsContext,
  manager: Manager,
  patch: PatchServerSettings,
): Promise<ServerSettingsState> {
  const state = await database.db.transaction().execute(async (tx) => {
    // One after the other: each is checked beside those that it will stand with.
    await sql`SELECT pg_advisory_xact_lock(${settingsLock})`.execute(tx);
    await requireManager(tx, manager, "setServerSettings");
    const stored = await readStored(tx);
    for (const name of Object.keys(patch) as ServerSettingName[]) {
      refuseFixed(name, environment);
      await change(tx, manager, name, stored, patch);
    }
    if (patch.registration !== undefined || patch.allowedDomains !== undefined) {
      checkTogether({ ...fallbacks, ...stored, ...environment }, sendsMail);
    }
    return withSources(stored, environment);
  });
  bus.publish([{ kind: "settings" }]);
  return state;
}

function refuseFixed(name: ServerSettingName, environment: SettingsEnvironment): void {
  if (environment[name] === undefined) return;
  throw new Refusal(
    "setting.fixed",
    `\`${name}\` comes from the environment of the server: change ${variables[name]} there, or leave it out.`,
  );
}

/** Writes one setting, also into `stored`. */
async function change<Name extends ServerSettingName>(
  tx: Db,
  manager: Manager,
  name: Name,
  stored: Partial<ServerSettings>,
  patch: PatchServerSettings,
): Promise<void> {
  const before = stored[name] ?? fallbacks[name];
  const wanted = patch[name] as ServerSettings[Name] | null;
  if (wanted === null) {
    await sql`DELETE FROM server_settings WHERE name = ${name}`.execute(tx);
    delete stored[name];
  } else {
    const value = await checks[name](wanted, { tx, userId: manager.id, before });
    await sql`
      INSERT INTO server_settings (name, value, changed_at)
      VALUES (${name}, ${JSON.stringify(value)}::jsonb, now())
      ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`.execute(
      tx,
    );
    stored[name] = value;
  }
  const after = stored[name] ?? fallbacks[name];
  if (isDeepStrictEqual(before, after)) return;
  await record(tx, manager, "setting.changed", null, { name, before, after });
}
