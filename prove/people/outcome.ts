import { serverRoles } from "@roost/protocol/permissions.ts";
import { denialOf, type Operation } from "@roost/protocol/rights.ts";
import { ApiError } from "@roost/sdk";
import type { Outcome } from "../history.ts";
import type { HeldRoom } from "./device.ts";

/** What became of a request, and what it was answered. */
export async function outcomeOf<T>(request: Promise<T>): Promise<{ outcome: Outcome; answer?: T }> {
  try {
    return { outcome: "acknowledged", answer: await request };
  } catch (error) {
    // Everything else may have happened before the answer was lost.
    const isRefused = error instanceof ApiError && error.status < 500;
    return { outcome: isRefused ? "refused" : "unknown" };
  }
}

/** What the table of rights says: everybody is a member of the server here. */
export function mayIn(
  room: HeldRoom | undefined,
  operation: Operation,
  id: string,
  message?: { authorId: string },
): boolean {
  const concerned = { room: room ?? null, ...(message && { message }) };
  const me = { id, role: "member", permissions: serverRoles.member } as const;
  return denialOf(operation, { me, ...concerned }) === null;
}
