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
}

/** Whom a token is of: it is given to nobody who has to confirm their address first. */
export type TokenHolder = Omit<Identity, "awaitsConfirmation">;
