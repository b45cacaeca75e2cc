import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Bus,
  type BusEvent,
  everything,
  type PersonEvent,
  type RoomEvent,
  type SessionEnded,
} from "./bus.ts";
import { eventually } from "./testing.ts";

export interface BusUnderTest {
  /** The bus of the node where something happens. */
  publisher: Bus;
  /** The bus of the node where somebody listens; the same one, or that of another node. */
  subscriber: Bus;
  /** What the subscriber's bus said of listeners that threw. */
  listenerErrors: unknown[];
}

/** The contract of `Bus`, for every implementation: the numbers are those of its docstring. */
export function busContract(name: string, create: () => Promise<BusUnderTest>): void {
  describe(`the ${name} bus`, () => {
    let publisher: Bus;
    let subscriber: Bus;
    let listenerErrors: unknown[];

    beforeEach(async () => {
      ({ publisher, subscriber, listenerErrors } = await create());
      await eventually(() => expect([publisher.isUp, subscriber.isUp]).toEqual([true, true]));
    });
    afterEach(() => Promise.all([publisher.close(), subscriber.close()]));

    const roomEvent = (roomId: string, version: number): RoomEvent => ({
      kind: "room",
      roomId,
      changes: { roomId, since: version - 1, version },
    });
    const personEvent = (userId: string, version: number): PersonEvent => ({
      kind: "person",
      userId,
      changes: { since: version - 1, version },
    });

    test("1: what is published after the subscription arrives, in order", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      publisher.publish([roomEvent(roomId, 1)]);
      await subscriber.subscribe("room", roomId, ({ changes }) => heard.push(changes.version));
      for (let version = 2; version <= 50; version++)
        publisher.publish([roomEvent(roomId, version)]);
      await eventually(() => expect(heard).toContain(50));
      // The one before may still have been on its way.
      expect(heard.filter((version) => version > 1)).toEqual(
        Array.from({ length: 49 }, (_, index) => index + 2),
      );
    });

    test("1: the events of one commit arrive, each where it belongs, in order", async () => {
      const roomIds = Array.from({ length: 40 }, () => randomUUID());
      const heard = new Map(roomIds.map((id): [string, number[]] => [id, []]));
      const listen = ({ roomId, changes }: RoomEvent) => heard.get(roomId)?.push(changes.version);
      await Promise.all(roomIds.map((id) => subscriber.subscribe("room", id, listen)));
      publisher.publish([]);
      for (const commit of [0, 1, 2]) {
        const versions = [1, 2, 3].map((version) => commit * 3 + version);
        publisher.publish(versions.flatMap((v) => roomIds.map((id) => roomEvent(id, v))));
      }
      const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
      await eventually(() => {
        expect(heard).toEqual(new Map(roomIds.map((id) => [id, all])));
      });
    });

    test("1: sign-outs reach those who listen to everybody's, and to that session's", async () => {
      const [userId, sessionId] = [randomUUID(), randomUUID()];
      const heard: [string, SessionEnded][] = [];
      const listen = (whose: string) => (event: SessionEnded) => heard.push([whose, event]);
      await subscriber.subscribe("session-ended", everything, listen("everybody's"));
      await subscriber.subscribe("session-ended", sessionId, listen("that one"));
      await subscriber.subscribe("session-ended", randomUUID(), listen("another"));
      const sessionEnded: SessionEnded = { kind: "session-ended", userId, sessionId };
      publisher.publish([personEvent(userId, 1), sessionEnded]);
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard).toContainEqual(["everybody's", sessionEnded]);
      expect(heard).toContainEqual(["that one", sessionEnded]);
    });

    test("1: signals reach those who listen to their room, beside what happened in it", async () => {
      const [roomId, userId] = [randomUUID(), randomUUID()];
      const heard: BusEvent[] = [];
      await subscriber.subscribe("room", roomId, (event) => heard.push(event));
      await subscriber.subscribe("signal", roomId, (event) => heard.push(event));
      await subscriber.subscribe("signal", randomUUID(), (event) => heard.push(event));
      const user = { id: userId, username: "ann", displayName: "Ann" };
      const signal: BusEvent = {
        kind: "signal",
        subjectId: roomId,
        signal: { type: "typing", user },
      };
      publisher.publish([signal, roomEvent(roomId, 1)]);
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard).toEqual([signal, roomEvent(roomId, 1)]);
    });

    test("1: events come whole", async () => {
      const [userId, roomId] = [randomUUID(), randomUUID()];
      const heard: (PersonEvent | RoomEvent)[] = [];
      await subscriber.subscribe("person", userId, (event) => heard.push(event));
      await subscriber.subscribe("room", roomId, (event) => heard.push(event));
      const room = {
        roomId,
        name: "Line\nbreaks, “quotes”, \u2028 and 🎉",
        topic: "",
        kind: "public",
      };
      const changes = { roomId, since: 1, version: 2, room };
      const changed = { kind: "room", roomId, changes, origin: "here" };
      publisher.publish([personEvent(userId, 7)]);
      publisher.publish([changed as unknown as RoomEvent]);
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard).toContainEqual(personEvent(userId, 7));
      expect(heard).toContainEqual(changed);
    });

    test("1: rooms and people are kept apart", async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      const heard: string[] = [];
      await subscriber.subscribe("room", a, ({ roomId }) => heard.push(`room ${roomId}`));
      await subscriber.subscribe("person", a, ({ userId }) => heard.push(`user ${userId}`));
      publisher.publish([roomEvent(b, 1)]);
      publisher.publish([personEvent(b, 1)]);
      publisher.publish([roomEvent(a, 1)]);
      publisher.publish([personEvent(a, 1)]);
      await eventually(() => expect(heard.sort()).toEqual([`room ${a}`, `user ${a}`]));
    });

    test("4: a listener that throws keeps nothing from the others or the publisher", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      await subscriber.subscribe("room", roomId, () => {
        throw new Error("a listener's own fault");
      });
      await subscriber.subscribe("room", roomId, ({ changes }) => heard.push(changes.version));
      publisher.publish([roomEvent(roomId, 1)]);
      publisher.publish([roomEvent(roomId, 2)]);
      await eventually(() => expect(heard).toEqual([1, 2]));
      expect(listenerErrors).toHaveLength(2);
    });

    test("5: after unsubscribing nothing comes, and other subscriptions stay", async () => {
      const roomId = randomUUID();
      const [gone, stays]: [number[], number[]] = [[], []];
      const listener = ({ changes }: RoomEvent) => gone.push(changes.version);
      const unsubscribe = await subscriber.subscribe("room", roomId, listener);
      await subscriber.subscribe("room", roomId, ({ changes }) => stays.push(changes.version));
      publisher.publish([roomEvent(roomId, 1)]);
      await eventually(() => expect(stays).toEqual([1]));
      unsubscribe();
      unsubscribe();
      publisher.publish([roomEvent(roomId, 2)]);
      await eventually(() => expect(stays).toEqual([1, 2]));
      expect(gone).toEqual([1]);
    });

    test("5: a listener may unsubscribe itself while it is called", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      const unsubscribe = await subscriber.subscribe("room", roomId, ({ changes }) => {
        heard.push(changes.version);
        unsubscribe();
      });
      const others: number[] = [];
      await subscriber.subscribe("room", roomId, ({ changes }) => others.push(changes.version));
      publisher.publish([roomEvent(roomId, 1)]);
      publisher.publish([roomEvent(roomId, 2)]);
      await eventually(() => expect(others).toEqual([1, 2]));
      expect(heard).toEqual([1]);
    });

    test("6: it is up, and nobody hears of a change", async () => {
      const heard: boolean[] = [];
      const unsubscribe = subscriber.onHealth((isUp) => heard.push(isUp));
      unsubscribe();
      unsubscribe();
      expect([subscriber.isUp, heard]).toEqual([true, []]);
    });

    test("publishing after the end does not throw", async () => {
      await publisher.close();
      publisher.publish([roomEvent(randomUUID(), 1)]);
    });
  });
}
