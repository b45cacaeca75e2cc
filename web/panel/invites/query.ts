import type { ExportInvitesQuery, Invite } from "@roost/protocol/registration.ts";

/** In the order in which they are offered; each as the address says it. */
export const stateNames = {
  open: "open",
  "used-up": "used up",
  expired: "expired",
  revoked: "revoked",
  void: "void",
} as const satisfies Record<string, Invite["state"]>;
export type StateName = keyof typeof stateNames;

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string): ExportInvitesQuery {
  const params = new URLSearchParams(search);
  const [state, by] = [params.get("state") ?? "", params.get("by") ?? ""];
  return {
    ...(Object.hasOwn(stateNames, state) && { state: stateNames[state as StateName] }),
    ...(uuid.test(by) && { createdBy: by }),
    ...(params.get("sort") === "oldest" && { sort: "oldest" as const }),
  };
}
