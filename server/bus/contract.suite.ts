import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Bus, RoomEvent, SessionEnded, UserEvent } from "./bus.ts";
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
      roomId,
      changes: { roomId, since: version - 1, version },
    });
    const userEvent = (userId: string, number: number): UserEvent => ({
      userId,
      kind: "read",
      roomId: "room",
      number,
    });

    test("1: what is published after the subscription arrives, in order", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      publisher.publish([roomEvent(roomId, 1)]);
      await subscriber.subscribeRoom(roomId, ({ changes }) => heard.push(changes.version));
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
      await Promise.all(roomIds.map((id) => subscriber.subscribeRoom(id, listen)));
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

    test("1: sign-outs reach those who listen to everybody's, and the person", async () => {
      const userId = randomUUID();
      const heard: [string, SessionEnded][] = [];
      await subscriber.subscribeSessionEnds((event) => heard.push(["everybody's", event]));
      await subscriber.subscribeUser(userId, (event) => {
        if (event.kind === "session-ended") heard.push(["their own", event]);
      });
      const sessionEnded: SessionEnded = { userId, kind: "session-ended", sessionId: "session" };
      publisher.publish([userEvent(userId, 1), sessionEnded]);
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard).toContainEqual(["everybody's", sessionEnded]);
      expect(heard).toContainEqual(["their own", sessionEnded]);
    });

    test("1: events come whole", async () => {
      const [userId, roomId] = [randomUUID(), randomUUID()];
      const heard: (UserEvent | RoomEvent)[] = [];
      await subscriber.subscribeUser(userId, (event) => heard.push(event));
      await subscriber.subscribeRoom(roomId, (event) => heard.push(event));
      const room = {
        roomId,
        name: "Line\nbreaks, “quotes”, \u2028 and 🎉",
        topic: "",
        kind: "public",
      };
      const changed = { roomId, changes: { roomId, since: 1, version: 2, room }, origin: "here" };
      publisher.publish([userEvent(userId, 7)]);
      publisher.publish([changed as unknown as RoomEvent]);
      await eventually(() => expect(heard).toHaveLength(2));
      expect(heard).toContainEqual(userEvent(userId, 7));
      expect(heard).toContainEqual(changed);
    });

    test("1: rooms and people are kept apart", async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      const heard: string[] = [];
      await subscriber.subscribeRoom(a, ({ roomId }) => heard.push(`room ${roomId}`));
      await subscriber.subscribeUser(a, ({ userId }) => heard.push(`user ${userId}`));
      publisher.publish([roomEvent(b, 1)]);
      publisher.publish([userEvent(b, 1)]);
      publisher.publish([roomEvent(a, 1)]);
      publisher.publish([userEvent(a, 1)]);
      await eventually(() => expect(heard.sort()).toEqual([`room ${a}`, `user ${a}`]));
    });

    test("4: a listener that throws keeps nothing from the others or the publisher", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      await subscriber.subscribeRoom(roomId, () => {
        throw new Error("a listener's own fault");
      });
      await subscriber.subscribeRoom(roomId, ({ changes }) => heard.push(changes.version));
      publisher.publish([roomEvent(roomId, 1)]);
      publisher.publish([roomEvent(roomId, 2)]);
      await eventually(() => expect(heard).toEqual([1, 2]));
      expect(listenerErrors).toHaveLength(2);
    });

    test("5: after unsubscribing nothing comes, and other subscriptions stay", async () => {
      const roomId = randomUUID();
      const [gone, stays]: [number[], number[]] = [[], []];
      const listener = ({ changes }: RoomEvent) => gone.push(changes.version);
      const unsubscribe = await subscriber.subscribeRoom(roomId, listener);
      await subscriber.subscribeRoom(roomId, ({ changes }) => stays.push(changes.version));
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
      const unsubscribe = await subscriber.subscribeRoom(roomId, ({ changes }) => {
        heard.push(changes.version);
        unsubscribe();
      });
      const others: number[] = [];
      await subscriber.subscribeRoom(roomId, ({ changes }) => others.push(changes.version));
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
