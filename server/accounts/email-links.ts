import type { Db } from "../store/database.ts";
import { countLinks, makeLink } from "./links.ts";

/** How long a link works that confirms an address. */
const confirmedForMs = 24 * 3_600_000;
/** Links of a person that work at once: nobody has this server write to strangers without end. */
export const confirmationsAtOnce = 5;

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
