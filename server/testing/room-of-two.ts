import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createTestGateway, type TestGateway } from "./gateway.ts";

/** One for all tests of a file. */
export let server: TestGateway;
/** The owner of the room. The people and the room are new for each test. */
export let ann: string;
/** A member of it. */
export let ben: string;
export let roomId: string;

/** Gives the tests of a file what is above. */
export function setUpRoomOfTwo(): void {
  beforeAll(async () => {
    server = await createTestGateway();
  });
  beforeEach(async () => {
    ann = await server.addUser();
    ben = await server.addUser();
    roomId = await server.addRoom(ann, [ben]);
  });
  afterAll(() => server.close());
}

/** What a client sends to post. */
export function postFrame(body = "hello", room = roomId) {
  return { type: "post", ref: 1, roomId: room, clientMessageId: randomUUID(), body };
}
