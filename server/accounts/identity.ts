import type { TokenScope } from "@roost/protocol/token-scopes.ts";
import type { KnownRole } from "./current-roles.ts";

/** Whom a request or a connection belongs to. */
export interface Identity extends KnownRole {
  userId: string;
  /** By what they are known: a session, or an API token. */
  sessionId: string;
  /** What an API token is good for; null for a session, with which its person does all that they may. */
  scopes: readonly TokenScope[] | null;
  username: string;
  displayName: string;
  /** They have to confirm their e-mail address before anything else. */
  awaitsConfirmation: boolean;
  /** They wait until somebody lets them in, or were refused. */
  awaitsApproval: boolean;
}

/** Whom a token is of: it is given to nobody who is not let in yet. */
export type TokenHolder = Omit<Identity, "scopes" | "awaitsConfirmation" | "awaitsApproval">;
