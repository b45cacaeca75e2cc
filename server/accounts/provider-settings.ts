import type { ServerRole } from "@roost/protocol/permissions.ts";
import { StartError } from "../start-error.ts";
import type { AccountSettings } from "./settings.ts";

/**
 * A role that a group of the provider brings along: a built-in one, or a custom one by its name. The server's owner is made
 * here, and by nobody else.
 */
export type GroupRole = Exclude<ServerRole, "owner"> | { custom: string };

/** What it takes to sign people in with an identity provider. */
export interface ProviderSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string | undefined;
  /** What people know it by. */
  name: string;
  scopes: string;
  /** The claim that lists the groups of somebody. */
  groupsClaim: string;
  /** The roles of groups; null where the provider has no say in roles. */
  roles: ReadonlyMap<string, GroupRole> | null;
  /** Where the provider sends people back to. */
  callback: string;
}

/**
 * The settings for an identity provider; null for a server without one.
 *
 * @throws StartError where one of them is missing.
 */
export function readProviderSettings(
  config: Pick<
    AccountSettings,
    | "oidcIssuer"
    | "oidcClientId"
    | "oidcClientSecret"
    | "oidcName"
    | "oidcScopes"
    | "oidcGroups"
    | "oidcRoles"
    | "passwordSignIn"
    | "publicUrl"
  >,
): ProviderSettings | null {
  const { oidcIssuer, oidcClientId: clientId, publicUrl } = config;
  if (oidcIssuer === undefined) {
    if (config.passwordSignIn) return null;
    throw new StartError(
      "PASSWORD_SIGN_IN=false leaves an identity provider to sign in with, and there is none. Set OIDC_ISSUER, or leave PASSWORD_SIGN_IN out.",
    );
  }
  if (!URL.canParse(oidcIssuer)) {
    throw new StartError(
      "The setting OIDC_ISSUER is no address. Write it as the provider does, such as https://login.example.org/realms/main.",
    );
  }
  if (clientId === undefined) {
    throw new StartError(
      "OIDC_ISSUER signs people in with an identity provider, which knows this server by a name. Register it there, and set OIDC_CLIENT_ID (and OIDC_CLIENT_SECRET) to what you get.",
    );
  }
  if (publicUrl === undefined) {
    throw new StartError(
      "OIDC_ISSUER has the identity provider send people back to this server, and that needs its address. Set PUBLIC_URL to what people open, such as PUBLIC_URL=https://chat.example.org.",
    );
  }
  return {
    ...{ issuer: new URL(oidcIssuer), clientId, clientSecret: config.oidcClientSecret },
    ...{ name: config.oidcName, scopes: config.oidcScopes, groupsClaim: config.oidcGroups },
    roles: config.oidcRoles === undefined ? null : readRoles(config.oidcRoles),
    callback: `${publicUrl.replace(/\/$/, "")}/api/auth/provider/callback`,
  };
}

const customMark = "custom:";

/** `admins=admin, team=custom:Emoji team` */
function readRoles(text: string): ReadonlyMap<string, GroupRole> {
  return new Map(
    text.split(",").map((pair) => {
      const at = pair.lastIndexOf("=");
      return [pair.slice(0, at).trim(), roleIn(pair.slice(at + 1).trim())];
    }),
  );
}

function roleIn(text: string): GroupRole {
  if (!text.startsWith(customMark)) return text as Exclude<ServerRole, "owner">;
  return { custom: text.slice(customMark.length).trim() };
}
