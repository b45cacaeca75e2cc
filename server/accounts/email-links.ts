import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { countLinks, makeLink } from "./links.ts";

/** How long a link works that confirms an address. */
const confirmedForMs = 24 * 3_600_000;
/** Links of a person that work at once: nobody has this server write to strangers without end. */
const confirmationsAtOnce = 5;

/** For a mail to a new address; null where the person has had enough of them mailed. */
export async function makeConfirmation(
  db: Db,
  userId: string,
  email: string,
  now: Date,
): Promise<string | null> {
  if ((await countLinks(db, "confirm-email", userId, now)) >= confirmationsAtOnce) return null;
  const link = { userId, detail: email };
  return makeLink(db, "confirm-email", link, { now, lifetimeMs: confirmedForMs });
}

/** Throws `request.rate_limited` where no more of them would be mailed. */
export async function requireFewConfirmations(db: Db, userId: string, now: Date): Promise<void> {
  if ((await countLinks(db, "confirm-email", userId, now)) < confirmationsAtOnce) return;
  throw new Refusal(
    "request.rate_limited",
    "Too many links were mailed to confirm an address; use one of them, or try again tomorrow.",
  );
}
