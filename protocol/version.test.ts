import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { DownFrame } from "./down.ts";
import { UpFrame } from "./up.ts";
import { PROTOCOL_VERSION } from "./version.ts";

/**
 * The shapes of all frames at each version. When this test fails you have changed the wire. If an
 * older client or server would misread the change, raise PROTOCOL_VERSION, add its line to the
 * changelog in docs/protocol.md and an entry here; otherwise replace the entry of this version.
 */
const shapes: Record<number, string> = {
  1: "2a1ab099ed6c7291",
  2: "206550c2279fe38b",
  3: "a1ec58dae5a0be09",
};

test("a change of the wire does not go unnoticed", () => {
  const shape = JSON.stringify([UpFrame, DownFrame], (key, value) =>
    key === "description" ? undefined : value,
  );
  const hash = createHash("sha256").update(shape).digest("hex").slice(0, 16);
  expect(hash).toBe(shapes[PROTOCOL_VERSION]);
});
