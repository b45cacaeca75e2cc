import type { AccountSession, AccountUser } from "@roost/protocol/accounts.ts";
import type { ServerRole } from "@roost/protocol/user.ts";
import type { Config } from "../config.ts";
import { parseAddress } from "./address.ts";
import type { Identity } from "./identity.ts";

/** A person as Better Auth hands them out; its types don't know that our columns are not null. */
interface AuthUser {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  emailVerified: boolean;
  confirmationRequired?: boolean | null | undefined;
  username?: string | null | undefined;
  role?: string | undefined;
}

interface AuthSession {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
  userAgent?: string | null | undefined;
  ipAddress?: string | null | undefined;
}

/** How this server has it with the addresses of who signs up. */
type Verification = Config["emailVerification"];

export function toUser(user: AuthUser, verification: Verification): AccountUser {
  return {
    id: user.id,
    username: user.username ?? "",
    name: user.name,
    email: user.email,
    role: user.role as ServerRole,
    createdAt: user.createdAt.toISOString(),
    awaitsConfirmation:
      verification === "required" && user.confirmationRequired === true && !user.emailVerified,
  };
}

export function toSession(session: AuthSession, currentId: string): AccountSession {
  return {
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    activeAt: session.updatedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    userAgent: session.userAgent || null,
    ipAddress: parseAddress(session.ipAddress ?? ""),
    current: session.id === currentId,
  };
}

export function toIdentity(
  { user, session: { id: sessionId } }: { user: AuthUser; session: AuthSession },
  verification: Verification,
): Identity {
  const { id, username, name, role, awaitsConfirmation } = toUser(user, verification);
  return { userId: id, sessionId, username, displayName: name, role, awaitsConfirmation };
}
