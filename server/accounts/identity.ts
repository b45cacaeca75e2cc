import type { ServerRole } from "@roost/protocol/user.ts";

/** Whom a request or a connection belongs to. */
export interface Identity {
  userId: string;
  sessionId: string;
  username: string;
  displayName: string;
  role: ServerRole;
}
