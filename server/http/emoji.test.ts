import { limits } from "@roost/protocol/limits.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gifOf, pngOf } from "../testing/images.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
/** The first account owns the server. */
let owner: Client;
let member: Client;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  member = await server.person();
});
afterAll(() => server.close());

const put = (name: string, body: Buffer<ArrayBuffer> | string, type = "image/png", who = owner) =>
  server.fetch(`/api/emoji/${name}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${who.token}`, "content-type": type },
    body,
  });

test("EMO-1: the list is asked for again by its tag, and answered only where it changed", async () => {
  await put("first", pngOf(16));
  const first = await member.send("GET", "/api/emoji");
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const tag = first.headers.get("etag") ?? "";
  expect((await first.json()).emoji).toMatchObject([{ name: "first" }]);
  const again = (path = "/api/emoji") =>
    server.fetch(path, {
      headers: { authorization: `Bearer ${member.token}`, "if-none-match": tag },
    });
  const same = await again();
  expect([same.status, await same.text(), same.headers.get("etag")]).toEqual([304, "", tag]);
  // What changed since a version is another answer than all of it.
  expect((await again("/api/emoji?since=0")).status).toBe(200);
  await put("second", pngOf(16));
  const changed = await again();
  expect(changed.status).toBe(200);
  expect((await changed.json()).emoji).toMatchObject([{ name: "first" }, { name: "second" }]);
});

test("EMO-2: an image may be kept for ever, and is an image and nothing else", async () => {
  // Said to be a PNG, and is none: its bytes count.
  const { image } = await (await put("moving", gifOf(20), "image/png")).json();
  const answer = await member.send("GET", image);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(gifOf(20));
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/gif",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
  });
  expect((await server.fetch(image)).status).toBe(401);
  expect((await server.fetch(image, { headers: { cookie: member.cookie } })).status).toBe(200);
});

test("EMO-2: only images are taken, up to their bound", async () => {
  const json = await put("third", JSON.stringify({ image: "…" }), "application/json");
  expect(await codeOf(json)).toBe("request.unsupported_media_type");
  const svg = await put("third", "<svg/>", "image/svg+xml");
  expect(await codeOf(svg)).toBe("request.unsupported_media_type");
  const page = await put("third", "<script>alert(1)</script>", "image/png");
  expect(await codeOf(page)).toBe("emoji.image_invalid");
  expect(await codeOf(await put("third", ""))).toBe("emoji.image_invalid");
  const large = Buffer.concat([pngOf(16), Buffer.alloc(limits.customEmojiBytes)]);
  expect(await codeOf(await put("third", large))).toBe("request.too_large");
  const most = Buffer.concat([pngOf(16), Buffer.alloc(limits.customEmojiBytes - pngOf(16).length)]);
  expect((await put("third", most)).status).toBe(200);
});

test("EMO-3: addresses that name no emoji are answered in words", async () => {
  expect(await codeOf(await put("N%C3%B6", pngOf(16)))).toBe("emoji.name_invalid");
  expect(await codeOf(await put("smile", pngOf(16)))).toBe("emoji.name_reserved");
  expect(await codeOf(await owner.send("DELETE", "/api/emoji/N%C3%B6"))).toBe("emoji.not_found");
  expect(await codeOf(await member.send("GET", "/api/emoji/first/images/0"))).toBe(
    "emoji.not_found",
  );
});

test("RGT-1: members see the emoji, and do not manage them", async () => {
  expect(await codeOf(await put("mine", pngOf(16), "image/png", member))).toBe("auth.forbidden");
  await put("ours", pngOf(16));
  expect(await codeOf(await member.send("DELETE", "/api/emoji/ours"))).toBe("auth.forbidden");
  expect((await owner.send("DELETE", "/api/emoji/ours")).status).toBe(204);
});

test("a page of another origin adds nothing with somebody's cookie", async () => {
  const foreign = await server.fetch("/api/emoji/foreign", {
    method: "PUT",
    headers: { cookie: owner.cookie, origin: "https://evil.example", "content-type": "image/png" },
    body: pngOf(16),
  });
  expect(await codeOf(foreign)).toBe("auth.origin_forbidden");
});
