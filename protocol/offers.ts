import { denialBy, type Rule, type Situation } from "./permissions.ts";

/**
 * The operations that a client offers to some and not to others, with what they take: a part of the table in
 * `rights.ts`, which is too large for the first load of a page.
 */
export const offers = {
  addEmoji: { permission: "manageEmoji" },
  createBot: { permission: "manageBots" },
  findRooms: { permission: "usePublicRooms" },
  createRoom: { permission: "createRooms" },
  updateRoom: { room: "mine", role: "moderator", direct: "group" },
  deleteRoom: { room: "mine", role: "owner", direct: "never" },
  leaveRoom: { room: "mine", direct: "never" },
  openDirect: { permission: "openDirects" },
  hideDirect: { room: "mine", direct: "only" },
  invite: { permission: "inviteToRooms", room: "mine", direct: "never" },
  setRole: { room: "mine", role: "owner", direct: "never" },
  removeMember: { room: "mine", role: "moderator", target: "lower", direct: "never" },
  editMessage: { room: "mine", message: "own" },
  deleteMessage: { room: "mine", message: "own", othersMessage: "moderator" },
  pin: { room: "mine", role: "moderator", message: "written" },
  unpin: { room: "mine", role: "moderator", message: "written" },
} as const satisfies Record<string, Rule>;
export type Offer = keyof typeof offers;

/** Whether somebody may do something. For what is offered; the server decides. */
export function may(
  operation: Offer,
  situation: Omit<Situation, "me"> & { me: NonNullable<Situation["me"]> },
): boolean {
  return denialBy(offers[operation], situation) === null;
}
