import type { Me } from "@roost/protocol/user.ts";
import type { Accounts, RoomView, Roost } from "@roost/sdk";
import { createContext, useContext } from "react";
import type { Session } from "./session.ts";
import { useObservable } from "./use-observable.ts";

/** Everything that the parts of the signed-in client work with. */
export interface SignedIn {
  roost: Roost;
  me: Me;
  accounts: Accounts;
  session: Session;
}

export const SignedInContext = createContext<SignedIn | null>(null);

export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error("This part is only shown to people who are signed in.");
  return signedIn;
}

export function useRoost(): Roost {
  return useSignedIn().roost;
}

/** A room of mine, live; null while I am not in it. */
export function useMyRoom(roomId: string): RoomView | null {
  return useObservable(useRoost().room(roomId));
}

/** Whether the first snapshot has come, so that an absent room is really not mine. */
export function useIsLoaded(): boolean {
  const roost = useRoost();
  const rooms = useObservable(roost.rooms);
  const status = useObservable(roost.status);
  return rooms.length > 0 || status.state === "live";
}
