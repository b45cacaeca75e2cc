import type { Config } from "../config.ts";

/** The settings that accounts depend on. */
export type AccountSettings = Pick<
  Config,
  | "publicUrl"
  | "trustProxy"
  | "registration"
  | "secret"
  | "tokenLifetimeSeconds"
  | "authAttemptsPerMinute"
  | "smtpUrl"
>;
