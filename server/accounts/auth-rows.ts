import type { AccountSession, AccountUser } from "@roost/protocol/accounts.ts";
import type { ServerRole } from "@roost/protocol/user.ts";
import { parseAddress } from "./address.ts";
import type { Identity } from "./identity.ts";

/** A person as Better Auth hands them out; its types don't know that our columns are not null. */
interface AuthUser {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
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

export function toUser(user: AuthUser): AccountUser {
  return {
    id: user.id,
    username: user.username ?? "",
    name: user.name,
    email: user.email,
    role: user.role as ServerRole,
    createdAt: user.createdAt.toISOString(),
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

export function toIdentity(found: { user: AuthUser; session: AuthSession }): Identity {
  const { id, username, name, role } = toUser(found.user);
  return { userId: id, sessionId: found.session.id, username, displayName: name, role };
}
