import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Bus, RoomEvent, UserEvent } from "./bus.ts";

export interface BusUnderTest {
  bus: Bus;
  /** What the bus said of listeners that threw. */
  listenerErrors: unknown[];
}

/** The contract of `Bus`, for every implementation: the numbers are those of its docstring. */
export function busContract(name: string, create: () => Promise<BusUnderTest>): void {
  describe(`the ${name} bus`, () => {
    let bus: Bus;
    let listenerErrors: unknown[];

    beforeEach(async () => {
      ({ bus, listenerErrors } = await create());
    });
    afterEach(() => bus.close());

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
      bus.publish([roomEvent(roomId, 1)]);
      await bus.subscribeRoom(roomId, ({ changes }) => heard.push(changes.version));
      for (let version = 2; version <= 50; version++) bus.publish([roomEvent(roomId, version)]);
      await vi.waitFor(() => expect(heard).toHaveLength(49));
      expect(heard).toEqual(Array.from({ length: 49 }, (_, index) => index + 2));
    });

    test("1: events come whole", async () => {
      const userId = randomUUID();
      const heard: UserEvent[] = [];
      await bus.subscribeUser(userId, (event) => heard.push(event));
      bus.publish([userEvent(userId, 7)]);
      await vi.waitFor(() => expect(heard).toEqual([userEvent(userId, 7)]));
    });

    test("1: rooms and people are kept apart", async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      const heard: string[] = [];
      await bus.subscribeRoom(a, ({ roomId }) => heard.push(`room ${roomId}`));
      await bus.subscribeUser(a, ({ userId }) => heard.push(`user ${userId}`));
      bus.publish([roomEvent(b, 1)]);
      bus.publish([userEvent(b, 1)]);
      bus.publish([roomEvent(a, 1)]);
      bus.publish([userEvent(a, 1)]);
      await vi.waitFor(() => expect(heard.sort()).toEqual([`room ${a}`, `user ${a}`]));
    });

    test("4: a listener that throws keeps nothing from the others or the publisher", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      await bus.subscribeRoom(roomId, () => {
        throw new Error("a listener's own fault");
      });
      await bus.subscribeRoom(roomId, ({ changes }) => heard.push(changes.version));
      bus.publish([roomEvent(roomId, 1)]);
      bus.publish([roomEvent(roomId, 2)]);
      await vi.waitFor(() => expect(heard).toEqual([1, 2]));
      expect(listenerErrors).toHaveLength(2);
    });

    test("5: after unsubscribing nothing comes, and other subscriptions stay", async () => {
      const roomId = randomUUID();
      const [gone, stays]: [number[], number[]] = [[], []];
      const listener = ({ changes }: RoomEvent) => gone.push(changes.version);
      const unsubscribe = await bus.subscribeRoom(roomId, listener);
      await bus.subscribeRoom(roomId, ({ changes }) => stays.push(changes.version));
      bus.publish([roomEvent(roomId, 1)]);
      await vi.waitFor(() => expect(stays).toEqual([1]));
      unsubscribe();
      unsubscribe();
      bus.publish([roomEvent(roomId, 2)]);
      await vi.waitFor(() => expect(stays).toEqual([1, 2]));
      expect(gone).toEqual([1]);
    });

    test("5: a listener may unsubscribe itself while it is called", async () => {
      const roomId = randomUUID();
      const heard: number[] = [];
      const unsubscribe = await bus.subscribeRoom(roomId, ({ changes }) => {
        heard.push(changes.version);
        unsubscribe();
      });
      const others: number[] = [];
      await bus.subscribeRoom(roomId, ({ changes }) => others.push(changes.version));
      bus.publish([roomEvent(roomId, 1)]);
      bus.publish([roomEvent(roomId, 2)]);
      await vi.waitFor(() => expect(others).toEqual([1, 2]));
      expect(heard).toEqual([1]);
    });
  });
}
