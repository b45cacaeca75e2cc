import { expect, test } from "vitest";
import { inTurn } from "./turns.ts";

test("works for one key run one after the other, also behind one that failed", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const done: string[] = [];
  const first = inTurn("a", async () => {
    await gate;
    done.push("a1");
    throw new Error("failed");
  });
  const second = inTurn("a", async () => done.push("a2"));
  await inTurn("b", async () => done.push("b1"));
  expect(done).toEqual(["b1"]);
  open();
  await expect(first).rejects.toThrow("failed");
  await second;
  expect(done).toEqual(["b1", "a1", "a2"]);
});
