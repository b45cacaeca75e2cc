import { StartError } from "../../start-error.ts";

/** What was looked at. */
export type Check =
  | "configuration"
  | "database"
  | "clock"
  | "redis"
  | "mail"
  | "provider"
  | "disk"
  | "limits"
  | "proxy";

/** What was found, and what to do about it. */
export interface Finding {
  check: Check;
  /** `warning`: it works, and not as well as it could. `broken`: something does not work. */
  state: "ok" | "warning" | "broken";
  found: string;
  /** Null where there is nothing to do. */
  advice: string | null;
}

export function ok(check: Check, found: string): Finding {
  return { check, state: "ok", found, advice: null };
}

export function warning(check: Check, found: string, advice: string): Finding {
  return { check, state: "warning", found, advice };
}

export function broken(check: Check, found: string, advice: string): Finding {
  return { check, state: "broken", found, advice };
}

/** Of an error that says what is wrong, and then the way out. Throws any other one. */
export function brokenBy(check: Check, error: unknown): Finding {
  if (!(error instanceof StartError)) throw error;
  const [, found = error.message, advice = "See docs/operations.md."] =
    /^(.*?[.)])\s+(\p{Lu}.*)$/su.exec(error.message) ?? [];
  return broken(check, found, advice);
}

/** What an error says. One with several causes says them all. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
