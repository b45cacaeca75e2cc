import type { Config } from "../config.ts";

/** After how many days sessions end: unused, and at the latest. */
export type SessionLengths = Pick<Config, "sessionIdleDays" | "sessionMaxDays">;

/** The settings that accounts depend on. */
export type AccountSettings = Pick<
  Config,
  | "publicUrl"
  | "trustProxy"
  | "emailVerification"
  | "secret"
  | "tokenLifetimeSeconds"
  | "sessionsPerPerson"
  | "authAttemptsPerMinute"
  | "passwordHashCost"
  | "smtpUrl"
  | "passwordSignIn"
  | "oidcIssuer"
  | "oidcClientId"
  | "oidcClientSecret"
  | "oidcName"
  | "oidcScopes"
  | "oidcGroups"
  | "oidcRoles"
> &
  SessionLengths;
