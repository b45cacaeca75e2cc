import { denialDetail } from "@roost/protocol/denial-details.ts";
import type { Permission, ServerRole, Situation } from "@roost/protocol/permissions.ts";
import { denialOf, mayUnconfirmed, type Operation, scopeOf } from "@roost/protocol/rights.ts";
import type { TokenScope } from "@roost/protocol/token-scopes.ts";
import type { HeldRole } from "@roost/protocol/user.ts";
import type { KnownRole } from "./accounts/current-roles.ts";
import { Refusal } from "./refusal.ts";

/** Who does something on this server. Every verb of the domain is told. */
export interface Actor {
  /** The person's id. */
  id: string;
  role: ServerRole;
  permissions: readonly Permission[];
  /** Left out where they have none. */
  customRole?: HeldRole;
  /** Left out where it is not known. */
  isBot?: boolean;
  /** By what they are known: the cookie or a token of a session, an API token, or that they run commands on the server. */
  means: "session" | "token" | "api token" | "command line" | "provider";
  /** From which address, where that is known. */
  address?: string | null;
}

export function actorOf(
  { id, role, permissions, customRole }: Pick<Actor, "id" | "role" | "permissions" | "customRole">,
  means: Actor["means"],
  address: string | null = null,
): Actor {
  return { id, role, permissions, ...(customRole && { customRole }), means, address };
}

/** What a connection has to be told anew when it changes; null for nobody. */
export function knownRoleOf(actor: Actor | null): KnownRole | null {
  return actor && { role: actor.role, customRoleId: actor.customRole?.id ?? null };
}

/**
 * Throws `auth.email_unconfirmed` where somebody has to confirm their e-mail address before this, and
 * `auth.approval_awaited` where they have to be let in.
 */
export function requireAdmitted(
  { awaitsConfirmation, awaitsApproval }: Record<"awaitsConfirmation" | "awaitsApproval", boolean>,
  operation: Operation,
): void {
  if (awaitsConfirmation) {
    if (mayUnconfirmed(operation)) return;
    throw new Refusal(
      "auth.email_unconfirmed",
      "Follow the link that was mailed to your address, or have another one mailed.",
    );
  }
  if (!awaitsApproval) return;
  throw new Refusal(
    "auth.approval_awaited",
    "Whoever runs this server lets you in, or does not; you will be told.",
  );
}

/**
 * Throws `auth.token_scope` where an API token is not good for this.
 *
 * @param scopes Of the token; null for who has signed in.
 */
export function requireScope(scopes: readonly TokenScope[] | null, operation: Operation): void {
  if (scopes === null) return;
  const scope = scopeOf(operation);
  if (scope !== null && scopes.includes(scope)) return;
  throw new Refusal(
    "auth.token_scope",
    scope === null
      ? "No API token may do this; its person has to sign in."
      : `This takes an API token with the scope "${scope}"; this one has ${scopes.join(", ")}.`,
  );
}

/**
 * Throws what the table of rights says where `actor` may not do this.
 *
 * @param concerned The room, message and member whom it concerns, as just read in a query of the actor's.
 */
export function requireRight(
  actor: Actor,
  operation: Operation,
  concerned: Omit<Situation, "me"> = {},
): void {
  const situation = { ...concerned, me: actor };
  const code = denialOf(operation, situation);
  if (code) throw new Refusal(code, denialDetail(code, operation, situation));
}
