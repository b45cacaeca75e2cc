import { serverRoles } from "@roost/protocol/permissions.ts";
import { type Actor, actorOf } from "../actor.ts";

/** A person as one who does something in a test. */
export function by(id: string, role: Actor["role"] = "member"): Actor {
  return actorOf({ id, role, permissions: serverRoles[role] }, "session");
}
