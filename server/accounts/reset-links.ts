import type { Db } from "../store/database.ts";
import { countLinks, makeLink } from "./links.ts";

/** How long a mailed link to set a new password works. */
const mailedForMs = 30 * 60_000;
/** One that an administrator hands over takes longer to arrive. */
const handedForMs = 24 * 3_600_000;
/** Mailed links of a person that work at once. Who keeps asking for somebody else fills no mailbox. */
const mailedAtOnce = 3;

/** How a link came to its person: the first tells that the mailbox is theirs. */
export type ResetWay = "mailed" | "handed";

/** For a mail; null where the person has enough of them that work. */
export async function makeMailedReset(db: Db, userId: string, now: Date): Promise<string | null> {
  const link = { userId, detail: "mailed" satisfies ResetWay };
  const count = await countLinks(db, "reset-password", userId, now, link.detail);
  if (count >= mailedAtOnce) return null;
  return makeLink(db, "reset-password", link, { now, lifetimeMs: mailedForMs });
}

/** For an administrator. Returns what the link carries, and until when it works. */
export async function makeHandedReset(
  db: Db,
  userId: string,
  now: Date,
): Promise<{ token: string; until: Date }> {
  const link = { userId, detail: "handed" satisfies ResetWay };
  const token = await makeLink(db, "reset-password", link, { now, lifetimeMs: handedForMs });
  return { token, until: new Date(+now + handedForMs) };
}
