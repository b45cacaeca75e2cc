import {
  ServerSettings as Schema,
  type ServerSettingName,
  type ServerSettings,
  type ServerSettingsState,
  serverSettingNames,
} from "@roost/protocol/server-settings.ts";
import { sql } from "kysely";
import { Value } from "typebox/value";
import { type Actor, requireRight } from "../actor.ts";
import type { Db } from "../store/database.ts";
import { fallbacks, type SettingsEnvironment, variables } from "./table.ts";

/** What is stored. What a setting of another version cannot be any more counts as not stored. */
export async function readStored(db: Db): Promise<Partial<ServerSettings>> {
  const { rows } = await sql<{ name: string; value: unknown }>`
    SELECT name, value FROM server_settings`.execute(db);
  const known = rows.filter(({ name, value }) => isName(name) && isValue(name, value));
  return Object.fromEntries(known.map(({ name, value }) => [name, value]));
}

/** The settings, as they are at this moment. */
export async function readSettings(
  db: Db,
  environment: SettingsEnvironment,
): Promise<ServerSettings> {
  return { ...fallbacks, ...(await readStored(db)), ...environment };
}

/** The settings, with where each comes from, to those who may change them. */
export async function getServerSettings(
  db: Db,
  environment: SettingsEnvironment,
  actor: Actor,
): Promise<ServerSettingsState> {
  requireRight(actor, "serverSettings");
  return withSources(await readStored(db), environment);
}

export function withSources(
  stored: Partial<ServerSettings>,
  environment: SettingsEnvironment,
): ServerSettingsState {
  const states = serverSettingNames.map((name) => [
    name,
    {
      value: environment[name] ?? stored[name] ?? fallbacks[name],
      fallback: fallbacks[name],
      source: sourceOf(name, stored, environment),
      variable: variables[name],
    },
  ]);
  return Object.fromEntries(states) as ServerSettingsState;
}

function sourceOf(
  name: ServerSettingName,
  stored: Partial<ServerSettings>,
  environment: SettingsEnvironment,
): ServerSettingsState[ServerSettingName]["source"] {
  if (environment[name] !== undefined) return "environment";
  return stored[name] === undefined ? "default" : "store";
}

const isName = (name: string): name is ServerSettingName => Object.hasOwn(fallbacks, name);

function isValue(name: ServerSettingName, value: unknown): boolean {
  return Value.Check(Schema.properties[name], value);
}
