import type { OwnRow } from "@roost/protocol/own.ts";
import { expect, test } from "vitest";
import { ApiError, NetworkError } from "./errors.ts";
import { ScheduledMessages } from "./scheduled.ts";
import { uuid } from "./testing/model.ts";

const NEST = uuid(101);
const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour));

/** Asks a server that answers so, one after the other; null is an answer. */
function setUp(...answers: (Error | null)[]) {
  const ids: string[] = [];
  const scheduled = new ScheduledMessages(
    {
      schedule: async (_, { clientMessageId }) => {
        ids.push(clientMessageId);
        const answer = answers.shift() ?? null;
        if (answer) throw answer;
        return {} as OwnRow;
      },
      editScheduled: async () => ({}) as OwnRow,
      unschedule: async () => null,
    },
    { get: () => new Map(), subscribe: () => () => {} },
  );
  return { scheduled, ids };
}

const lost = () => new NetworkError("The answer was lost.");

test("SCH-2: the same text after a lost answer is the same message, also at another time", async () => {
  const { scheduled, ids } = setUp(lost(), lost(), null);
  await expect(scheduled.add(NEST, "Later", at(9))).rejects.toThrow(NetworkError);
  await expect(scheduled.add(NEST, "Later", at(9))).rejects.toThrow(NetworkError);
  await scheduled.add(NEST, "Later", at(10));
  expect(new Set(ids).size).toBe(1);
  // What is said once more after that is another message.
  await scheduled.add(NEST, "Later", at(11));
  expect(new Set(ids).size).toBe(2);
});

test("another text, another place, and a text that was refused are messages of their own", async () => {
  const refused = new ApiError({ code: "room.archived", status: 409, detail: "" });
  const { scheduled, ids } = setUp(lost(), lost(), refused, null);
  await expect(scheduled.add(NEST, "One", at(9))).rejects.toThrow();
  await expect(scheduled.add(NEST, "One", at(9), { threadNumber: 3 })).rejects.toThrow();
  await expect(scheduled.add(NEST, "Two", at(9))).rejects.toThrow();
  await scheduled.add(NEST, "Two", at(9));
  expect(new Set(ids).size).toBe(4);
});
