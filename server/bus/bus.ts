import type { Changes } from "@roost/protocol/changes.ts";

/** A room changed; what its members are sent. Published after the commit, never before. */
export interface RoomEvent {
  roomId: string;
  changes: Changes;
  /** The connection that posted all of it, and is told by `posted`. */
  origin?: string;
}

/** Somebody signed out on one device. */
export interface SessionEnded {
  userId: string;
  kind: "session-ended";
  sessionId: string;
}

/** Something that concerns one person on all their devices. */
export type UserEvent =
  | { userId: string; kind: "joined"; roomId: string }
  | { userId: string; kind: "read"; roomId: string; number: number }
  | SessionEnded;

export type BusEvent = RoomEvent | UserEvent;

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
 * 3. Events may be lost: the store is the truth, the bus is a hint. Whoever follows a room
 *    finds a loss by the gap in its versions.
 * 4. A listener that throws does not keep the event from others, and not the publisher.
 * 5. After `unsubscribe()` returned, the listener is not called again.
 * 6. `isUp` is false while this node is cut off from the others; whoever follows rooms then compares
 *    them with the store more often. Listeners hear of every change of it. Events of rooms in
 *    between are lost; those of persons come late, as many as the publisher kept. A node that is cut
 *    off alone knows it, and the others do not.
 *
 * `publish` takes the events of one commit. It never throws and never waits for a subscriber: a
 * commit that happened must not look as if it failed. Listeners of this node are called before it
 * returns.
 */
export interface Bus {
  readonly isUp: boolean;
  publish(events: readonly BusEvent[]): void;
  onHealth(listener: (isUp: boolean) => void): Unsubscribe;
  subscribeRoom(roomId: string, listener: (event: RoomEvent) => void): Promise<Unsubscribe>;
  subscribeUser(userId: string, listener: (event: UserEvent) => void): Promise<Unsubscribe>;
  /** The sign-outs of everybody. */
  subscribeSessionEnds(listener: (event: SessionEnded) => void): Promise<Unsubscribe>;
  close(): Promise<void>;
}
