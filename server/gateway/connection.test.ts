import { randomUUID } from "node:crypto";
import { closeCodes } from "@roost/protocol/close-codes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { describe, expect, test, vi } from "vitest";
import { createTestGateway } from "../testing/gateway.ts";
import { ann, ben, postFrame, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { TIMEOUT_CHECK_MS } from "./gateway.ts";

setUpRoomOfTwo();

describe("bad frames", () => {
  test.each([
    ["not JSON", "{", "frame.malformed"],
    ["a list", "[]", "frame.malformed"],
    ["a number", "1", "frame.malformed"],
    ["null", "null", "frame.malformed"],
    ["without a type", "{}", "frame.unknown_type"],
    ["of unknown type", '{"type":"shout"}', "frame.unknown_type"],
    ["of a type that every object has", '{"type":"constructor"}', "frame.unknown_type"],
    ["with a wrong type of value", '{"type":"read","roomId":1,"number":1}', "frame.invalid"],
    ["with a malformed id", '{"type":"read","roomId":"x","number":1}', "frame.invalid"],
    [
      "with an id in capitals",
      '{"type":"sync","roomId":"AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA","since":0}',
      "frame.invalid",
    ],
    [
      "with a fraction for a number",
      '{"type":"read","roomId":"00000000-0000-4000-8000-000000000000","number":1.5}',
      "frame.invalid",
    ],
    [
      "with a number beyond all bounds",
      '{"type":"sync","roomId":"00000000-0000-4000-8000-000000000000","since":1e300}',
      "frame.invalid",
    ],
  ])("CLO-11: %s: the sender is told, and the connection goes on", async (_, text, code) => {
    const client = await server.enter(ann);
    client.send(text);
    expect(await client.next("error")).toMatchObject({ code });
    await client.settled();
  });

  test("SND-3, CLO-11: an error names the field and keeps the ref", async () => {
    const client = await server.enter(ann);
    client.send({ type: "post", ref: 9, roomId, clientMessageId: randomUUID(), body: 5 });
    const { ref, detail } = await client.next("error");
    expect(ref).toBe(9);
    expect(detail).toContain("body");
  });

  test("CLO-11: binary is refused", async () => {
    const client = await server.enter(ann);
    client.ws.send(Buffer.from('{"type":"ping"}'));
    expect(await client.next("error")).toMatchObject({ code: "frame.malformed" });
  });

  test("LIM-1: too large a frame ends the connection", async () => {
    const client = await server.enter(ann);
    client.send(postFrame("x".repeat(limits.upFrameBytes)));
    expect((await client.end()).code).toBe(1009);
  });

  test("LIM-2: too many frames are refused, and far too many end the connection", async () => {
    const client = await server.enter(ann);
    for (let index = 0; index < limits.upFramesBurst + 5; index++) client.send({ type: "ping" });
    expect(await client.next("error")).toMatchObject({
      code: "request.rate_limited",
      retryAfterMs: expect.any(Number),
    });
    for (let index = 0; index < limits.upFramesBurst; index++) client.send({ type: "ping" });
    expect((await client.end()).code).toBe(closeCodes.rateLimited.code);
  });
});

describe("the end of a connection", () => {
  test("CLO-8: comes when nothing was heard for too long", async () => {
    const [talking, silent] = [await server.enter(ann), await server.enter(ben)];
    server.passMs(limits.heartbeatTimeoutMs - 5_000);
    await talking.settled();
    server.passMs(6_000);
    expect((await silent.end()).code).toBe(closeCodes.heartbeatTimeout.code);
    await talking.settled();
    expect(limits.heartbeatTimeoutMs + TIMEOUT_CHECK_MS).toBeLessThanOrEqual(60_000);
  });

  test("CLO-3: comes when its session is signed out, and leaves the others alone", async () => {
    const client = await server.connect();
    const sessionId = await server.signIn(ben);
    client.hello(sessionId);
    await client.next("snapshot");
    const other = await server.enter(ben);
    server.ctx.bus.publish([{ kind: "session-ended", userId: ben, sessionId }]);
    expect((await client.end()).code).toBe(closeCodes.sessionEnded.code);
    await other.settled();
  });

  test("ACC-9: a sign-in is in use by what somebody does, not by what its device says by itself", async () => {
    const client = await server.connect();
    const sessionId = await server.signIn(ben);
    client.hello(sessionId);
    await client.next("snapshot");
    client.send({ type: "received", rooms: { [roomId]: 1 } });
    client.send({ type: "idle", isIdle: true });
    await client.settled();
    expect(server.used).not.toContain(sessionId);
    client.send({ type: "idle", isIdle: false });
    client.send({ type: "watch", roomIds: [roomId] });
    await client.settled();
    expect(server.used.filter((id) => id === sessionId)).toHaveLength(2);
  });

  test("CLO-7: comes to who does not read, who then catches up", async () => {
    const slow = await server.enter(ben);
    slow.ws.pause();
    const body = "x".repeat(limits.messageBodyCharacters);
    let last = 0;
    for (let index = 0; index < 60; index++) {
      const posts = Array.from({ length: 20 }, () => server.post(roomId, ann, body));
      for (const { message } of await Promise.all(posts)) last = Math.max(last, message.version);
    }
    slow.ws.resume();
    expect((await slow.end()).code).toBe(closeCodes.slowConsumer.code);
    const seen = slow.all("changes").at(-1)?.version ?? 0;
    expect(seen).toBeLessThan(last);
    const back = await server.enter(ben, { [roomId]: seen });
    let at = seen;
    while (at < last) {
      const changes = await back.next("changes");
      expect(changes.since).toBe(at);
      at = changes.version;
      if (changes.more) back.send({ type: "sync", roomId, since: at });
    }
  });

  test("leaves nothing behind", async () => {
    const before = server.gateway.size;
    const clients = await Promise.all([server.enter(ann), server.enter(ben)]);
    expect(server.gateway.size).toBe(before + 2);
    for (const client of clients) client.ws.terminate();
    await vi.waitFor(() => expect(server.gateway.size).toBe(before), 20_000);
  });
});

test("CLO-6: a server that stops sends everybody away with a window to come back in", async () => {
  const other = await createTestGateway();
  const person = await other.addUser();
  const clients = [await other.enter(person), await other.connect()];
  await other.gateway.close(3_000);
  for (const client of clients) {
    expect(await client.end()).toEqual({
      code: closeCodes.goingAway.code,
      reason: "retry within 3000 ms",
    });
  }
  await expect(other.connect()).rejects.toThrow("503");
  await other.close();
});
