import { may, type Offer } from "@roost/protocol/offers.ts";
import type { Situation } from "@roost/protocol/permissions.ts";
import { useSignedIn } from "./session-context.ts";

/** Whether I may do something, to offer it: with a room, a message or a member, as it concerns them. */
export function useMay() {
  const { me } = useSignedIn();
  return (operation: Offer, concerned: Omit<Situation, "me"> = {}) =>
    may(operation, { ...concerned, me });
}
