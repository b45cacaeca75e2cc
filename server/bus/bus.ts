import type { Changes } from "@roost/protocol/changes.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import type { Receipt } from "@roost/protocol/receipt.ts";
import type { User } from "@roost/protocol/user.ts";
import type { EmojiSignal } from "../emoji/signal.ts";
import type { ConnectionsSignal } from "../limits/connections-signal.ts";
import type { UsedSignal } from "../limits/signal.ts";
import type { PresenceSignal } from "../presence/signal.ts";

/** A room changed; what its members are sent. Published after the commit, never before. */
export interface RoomEvent {
  kind: "room";
  roomId: string;
  changes: Changes;
  /** The connection that posted all of it, and is told by `posted`. */
  origin?: string;
}

/** What is one person's own changed; what their devices are sent. Published after the commit. */
export interface PersonEvent {
  kind: "person";
  userId: string;
  changes: PersonChanges;
}

/**
 * What is told to those who look now, and not stored: it counts for a while, and what is lost of
 * it is never told again.
 */
export interface SignalEvent {
  kind: "signal";
  /** The room that it is about, `presenceSubject`, `emojiSubject`, `usedSubject` or `connectionsSubject`. */
  subjectId: string;
  signal: Signal;
}

/**
 * Somebody types, in a thread or not, or has read on in a small room; what nodes tell each other of who is there and
 * how much they do; or that the server has other emoji.
 */
export type Signal =
  | { type: "typing"; user: User; threadNumber?: number }
  | ({ type: "read" } & Receipt)
  | PresenceSignal
  | EmojiSignal
  | UsedSignal
  | ConnectionsSignal;

/** Somebody signed out on one device. */
export interface SessionEnded {
  kind: "session-ended";
  userId: string;
  sessionId: string;
}

/** Somebody's names, address or role on the server changed: the store has what they are now. */
export interface AccountChanged {
  kind: "account";
  userId: string;
}

/** Settings of the server changed: the store has what they are now. */
export interface SettingsChanged {
  kind: "settings";
}

export type BusEvent =
  | RoomEvent
  | PersonEvent
  | SignalEvent
  | SessionEnded
  | AccountChanged
  | SettingsChanged;

/** Of these the store has no version by which a loss could be found: the bus keeps them until they were heard. */
export type KeptEvent = SessionEnded | AccountChanged | SettingsChanged;

export function isKept(event: BusEvent): event is KeptEvent {
  return ["session-ended", "account", "settings"].includes(event.kind);
}

/** What one can listen to, of one room, person, account or session. */
export type Topic = BusEvent["kind"];

/** The event of a topic. */
export type EventOf<T extends Topic> = Extract<BusEvent, { kind: T }>;

/** The room, person or session that an event is about. */
export function subjectOf(event: BusEvent): string {
  switch (event.kind) {
    case "room":
      return event.roomId;
    case "person":
    case "account":
      return event.userId;
    case "signal":
      return event.subjectId;
    case "session-ended":
      return event.sessionId;
    case "settings":
      return "server";
  }
}

/** In place of an id: of all of them. */
export const everything = "*";

/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * Carries events between the parts of a server, and between servers.
 *
 * What a subscriber may rely on:
 * 1. After `subscribe…` resolved, every event published on this node reaches the listener, in
 *    the order of the `publish` calls of that node for that room or person.
 * 2. An event may reach the listener more than once, and events of different nodes may come in
 *    either order; so may those of one node from before and after an outage. The version inside
 *    tells.
 * 3. Events may be lost: the store is the truth, the bus is a hint. Whoever follows a room or a
 *    person finds a loss by the gap in its versions. What is lost of signals is not found: whoever
 *    tells of one has it expire.
 * 4. A listener that throws does not keep the event from others, and not the publisher.
 * 5. After `unsubscribe()` returned, the listener is not called again.
 * 6. `isUp` is false while this node is cut off from the others; whoever follows rooms and persons
 *    then compares them with the store more often. Listeners hear of every change of it. Events in
 *    between are lost, signals for good, but for `KeptEvent`s: those come late, as many as the publisher kept. A
 *    node that is cut off alone knows it, and the others do not.
 *
 * `publish` takes the events of one commit. It never throws and never waits for a subscriber: a
 * commit that happened must not look as if it failed. Listeners of this node are called before it
 * returns.
 */
export interface Bus {
  readonly isUp: boolean;
  publish(events: readonly BusEvent[]): void;
  onHealth(listener: (isUp: boolean) => void): Unsubscribe;
  /** @param id of the room, person or session, or `everything`. */
  subscribe<T extends Topic>(
    topic: T,
    id: string,
    listener: (event: EventOf<T>) => void,
  ): Promise<Unsubscribe>;
  close(): Promise<void>;
}
