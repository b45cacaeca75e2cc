import type { InviteInfo, Registration } from "@roost/protocol/registration.ts";
import type { Context } from "../context.ts";
import { findOpenInvite } from "../invites/take.ts";

type InfoContext = Pick<Context, "database" | "settings">;

/** What anybody is told who may want to sign up. */
export async function getRegistration({ database, settings }: InfoContext): Promise<Registration> {
  const { serverName, registration, allowedDomains } = settings.values;
  const first = await database.db.selectFrom("users").select("id").limit(1).executeTakeFirst();
  const mode = first ? registration : "open";
  return { serverName, mode, domains: mode === "domain" ? allowedDomains : [] };
}

/** What anybody is told who has a link. Of one that lets nobody in, nothing more. */
export async function getInviteInfo(
  { database, settings }: InfoContext,
  secret: string,
  now: Date,
): Promise<InviteInfo> {
  const { serverName, registration } = settings.values;
  const found = registration === "closed" ? null : await findOpenInvite(database.db, secret, now);
  return { serverName, isValid: found !== null, invitedBy: found?.invitedBy ?? null };
}
