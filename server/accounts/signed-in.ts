import type { Me } from "@roost/protocol/user.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Identity } from "./identity.ts";

/**
 * The person of a session that is open now. A token outlives the session it was made for by some
 * minutes; what stays connected for hours asks here once. Throws `auth.required`.
 */
export async function getSignedIn(
  { database }: Pick<Context, "database">,
  { userId, sessionId }: Pick<Identity, "userId" | "sessionId">,
): Promise<Me> {
  const me = await database.db
    .selectFrom("users")
    .innerJoin("sessions", "sessions.user_id", "users.id")
    .select(["users.id", "username", "display_name as displayName", "email", "role"])
    .where("users.id", "=", userId)
    .where("sessions.id", "=", sessionId)
    .where("sessions.expires_at", ">", new Date())
    .executeTakeFirst();
  if (!me) throw new Refusal("auth.required", "This session was signed out. Sign in again.");
  return me;
}
