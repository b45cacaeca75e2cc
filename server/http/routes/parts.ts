import type { Accounts } from "../../accounts/accounts.ts";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import type { DataExports } from "../../data-exports/data-exports.ts";
import type { RateLimits } from "../../limits/rate-limits.ts";

/** What the routes work with. */
export interface RouteParts {
  ctx: Context;
  accounts: Accounts;
  rates: RateLimits;
  dataExports: DataExports;
  config: Pick<Config, "publicUrl" | "trustProxy" | "authAttemptsPerMinute">;
  now(): Date;
}
