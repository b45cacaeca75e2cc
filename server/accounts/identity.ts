import type { ServerRole } from "@roost/protocol/user.ts";

/** Whom a request or a connection belongs to. */
export interface Identity {
  userId: string;
  sessionId: string;
  username: string;
  displayName: string;
  role: ServerRole;
  /** They have to confirm their e-mail address before anything else. */
  awaitsConfirmation: boolean;
  /** They wait until somebody lets them in, or were refused. */
  awaitsApproval: boolean;
}

/** Whom a token is of: it is given to nobody who is not let in yet. */
export type TokenHolder = Omit<Identity, "awaitsConfirmation" | "awaitsApproval">;
