import { normalizeEmail } from "@roost/protocol/account-rules.ts";
import type { ServerSettingName, ServerSettings } from "@roost/protocol/server-settings.ts";
import { normalizeLine } from "@roost/protocol/text.ts";
import type { Config } from "../config.ts";

/** What each setting is where nobody has said anything else. */
export const fallbacks: ServerSettings = {
  serverName: "Roost",
  registration: "open",
  allowedDomains: [],
  welcomeRooms: [],
  isSetUp: false,
  deletedKeptDays: 30,
  messagesKeptDays: 0,
  tellsInspections: true,
};

/** The variable of the environment that can say a setting; null where there is none. */
export const variables = {
  serverName: "SERVER_NAME",
  registration: "REGISTRATION",
  allowedDomains: "ALLOWED_DOMAINS",
  welcomeRooms: null,
  isSetUp: "IS_SET_UP",
  deletedKeptDays: null,
  messagesKeptDays: null,
  tellsInspections: null,
} as const satisfies Record<ServerSettingName, string | null>;

/** What the environment says of the settings, which stands above all that is stored. */
export type SettingsEnvironment = Partial<ServerSettings>;

export function environmentOf(
  config: Pick<Config, "serverName" | "registration" | "allowedDomains" | "isSetUp">,
): SettingsEnvironment {
  const { serverName, registration, allowedDomains, isSetUp } = config;
  return {
    ...(serverName !== undefined && { serverName: normalizeLine(serverName) }),
    ...(registration !== undefined && { registration }),
    ...(allowedDomains !== undefined && {
      allowedDomains: allowedDomains.split(",").map(normalizeDomain),
    }),
    ...(isSetUp !== undefined && { isSetUp }),
  };
}

/** A domain as addresses have it that are stored. */
export function normalizeDomain(typed: string): string {
  const address = normalizeEmail(`a@${typed.trim().replace(/^@/, "")}`);
  return address.slice(address.lastIndexOf("@") + 1);
}
