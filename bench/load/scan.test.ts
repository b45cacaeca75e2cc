import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { changes, posted, snapshot, welcome } from "../baseline/frames.ts";
import {
  kindOf,
  scanChanges,
  scanChangesOnce,
  scanClientMessageIds,
  scanPosted,
  scanRooms,
} from "./scan.ts";

const bytes = (frame: unknown) => Buffer.from(JSON.stringify(frame));
const roomId = randomUUID();

/** Texts that look like what is looked for. */
const body = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    ',"number":99',
    '","number":99,"version":98,"',
    'x,"more":true}',
    '\\",\\"number\\":5',
    ',"kind":"public"',
  ),
);
const count = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER - 10 });

test("a scan finds what parsing finds, whatever people write", () => {
  fc.assert(
    fc.property(fc.array(body, { maxLength: 5 }), count, (bodies, first) => {
      const posts = bodies.map((text) => ({
        type: "post" as const,
        ref: 7,
        roomId,
        clientMessageId: randomUUID(),
        body: text,
      }));
      const frame = {
        type: "changes",
        roomId,
        since: first - 1,
        version: first + posts.length,
        messages: posts.flatMap(
          (post, index) => changes(post, roomId, first + index, new Date()).messages ?? [],
        ),
      };
      const encoded = bytes(frame);
      expect(kindOf(encoded)).toBe("changes");
      expect(scanChanges(encoded)).toEqual({
        roomId,
        since: frame.since,
        version: frame.version,
        more: false,
        numbers: frame.messages.map(({ number }) => number),
        versions: frame.messages.map(({ version }) => version),
      });
      expect(scanChangesOnce(encoded)).toEqual(scanChanges(encoded));
      expect(scanChangesOnce(Buffer.from(encoded))).toEqual(scanChanges(encoded));
      const ids: string[] = [];
      scanClientMessageIds(encoded, (id) => ids.push(id));
      expect(ids).toEqual(posts.map(({ clientMessageId }) => clientMessageId));
      for (const post of posts) {
        const answer = bytes(posted(post, first, new Date()));
        expect(kindOf(answer)).toBe("posted");
        const expected = { ref: 7, roomId, number: first, version: first, repeated: false };
        expect(scanPosted(answer)).toEqual(expected);
      }
    }),
  );
});

test("rooms of a snapshot are found, whatever they are called", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(body, count), { maxLength: 5 }), (rooms) => {
      const frame = bytes(
        snapshot(
          rooms.map(([name, lastNumber]) => ({
            id: randomUUID(),
            name,
            lastNumber,
            memberCount: 2,
          })),
        ),
      );
      const found: number[][] = [];
      expect(kindOf(frame)).toBe("snapshot");
      scanRooms(frame, (_, version, lastNumber) => found.push([version, lastNumber]));
      expect(found).toEqual(rooms.map(([, lastNumber]) => [lastNumber, lastNumber]));
    }),
  );
});

test("flags and other frames are told apart", () => {
  const message = { roomId, since: 1, version: 2 };
  expect(scanChanges(bytes({ type: "changes", ref: 3, ...message, more: true })).more).toBe(true);
  const post = { type: "post" as const, roomId, clientMessageId: randomUUID(), body: "" };
  const repeated = bytes({ ...posted(post, 1, new Date()), repeated: true });
  expect(scanPosted(repeated)).toMatchObject({ ref: -1, repeated: true });
  expect(kindOf(bytes(welcome(roomId)))).toBe("welcome");
  for (const [type, kind] of [
    ["pong", "pong"],
    ["reset", "reset"],
    ["person", "person"],
    ["read", "other"],
    ["health", "other"],
    ["error", "error"],
  ]) {
    expect(kindOf(bytes({ type }))).toBe(kind);
  }
});
