import type { AccountSession, AccountUser } from "@roost/protocol/accounts.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import type { Config } from "../config.ts";
import { parseAddress } from "./address.ts";
import type { KnownRole } from "./current-roles.ts";
import type { Identity } from "./identity.ts";
import type { Standing } from "./standing.ts";

/** A person as Better Auth hands them out; its types don't know that our columns are not null. */
export interface AuthUser {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  emailVerified: boolean;
  confirmationRequired?: boolean | null | undefined;
  registeredBy?: string | null | undefined;
  approval?: string | null | undefined;
  approvalReason?: string | null | undefined;
  picture?: string | null | undefined;
  username?: string | null | undefined;
  role?: string | undefined;
  customRoleId?: string | null | undefined;
}

interface AuthSession {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
  userAgent?: string | null | undefined;
  ipAddress?: string | null | undefined;
}

/** How this server has it with those who sign up. */
export interface Entry {
  verification: Config["emailVerification"];
  /** Whether the first steps with this server were done. */
  isSetUp: boolean;
}

/** What a row knows of the role of its person. */
export function knownRoleOf({ role, customRoleId }: AuthUser): KnownRole {
  return { role: role as ServerRole, customRoleId: customRoleId ?? null };
}

export function toUser(
  user: AuthUser,
  { verification, isSetUp }: Entry,
  standing: Standing,
): AccountUser {
  // Who was let in by the domain of their address has to show that it is theirs, also where nobody else has to.
  const isAsked = verification === "required" || user.registeredBy === "domain";
  return {
    id: user.id,
    username: user.username ?? "",
    name: user.name,
    ...(user.picture && { picture: user.picture }),
    email: user.email,
    ...standing,
    createdAt: user.createdAt.toISOString(),
    awaitsConfirmation: isAsked && user.confirmationRequired === true && !user.emailVerified,
    approval: approvalOf(user),
    awaitsSetUp: !isSetUp && standing.permissions.includes("manageServer"),
  };
}

/** Null for who is let in. */
function approvalOf({ approval, approvalReason }: AuthUser): AccountUser["approval"] {
  if (approval !== "awaited" && approval !== "refused") return null;
  return { state: approval, reason: approvalReason ?? null };
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
  entry: Entry,
): Identity {
  const known = knownRoleOf(user);
  const standing = { role: known.role, permissions: [] };
  const { id, username, name, awaitsConfirmation, approval } = toUser(user, entry, standing);
  return {
    ...{ userId: id, sessionId, scopes: null, username, displayName: name },
    ...known,
    ...{ awaitsConfirmation, awaitsApproval: approval !== null },
  };
}
