import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPicture } from "../accounts/picture.ts";
import { pictureSide } from "../accounts/square.ts";
import { everything } from "../bus/bus.ts";
import { by } from "../testing/by.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let ann: Client;
let ben: Client;

beforeAll(async () => {
  server = await startTestServer();
  [ann, ben] = [await server.person("ann"), await server.person("ben")];
});
afterAll(() => server.close());

/** Red on the left, blue on the right. */
async function imageOf(width: number, height: number): Promise<Sharp> {
  const half = { width: Math.ceil(width / 2), height, channels: 3 } as const;
  const red = await sharp({ create: { ...half, background: "#f00" } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: "#00f" } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}
const png = async (width = 600, height = 400) => (await imageOf(width, height)).png().toBuffer();

const put = (body: Uint8Array, type = "image/png", who = ann) =>
  server.fetch("/api/me/picture", {
    method: "PUT",
    headers: { authorization: `Bearer ${who.token}`, "content-type": type },
    body: body as Uint8Array<ArrayBuffer>,
  });
const pathOf = (picture: string) => `/api/users/${ann.identity.userId}/pictures/${picture}`;
const colourAt = async (image: Buffer, left: number, top: number) => [
  ...(await sharp(image)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer()),
];

test("PRO-2: a PNG, JPEG or WebP becomes a square picture, upright, without what is written beside the image", async () => {
  for (const format of ["png", "jpeg", "webp"] as const) {
    const sent = await (await imageOf(600, 400)).toFormat(format).toBuffer();
    // Its bytes count, and not what it is said to be.
    const { picture } = await (await put(sent)).json();
    expect(picture).toMatch(/^[0-9a-f]{32}$/);
    const answer = await ben.send("GET", pathOf(picture));
    const image = Buffer.from(await answer.arrayBuffer());
    expect(await sharp(image).metadata()).toMatchObject({
      ...{ format: "webp", width: pictureSide, height: pictureSide },
    });
  }
  // Lies on its side, as a phone writes it, with the place where it was taken.
  const exif = { IFD0: { Copyright: "secret" }, IFD3: { GPSLatitude: "52/1 31/1 0/1" } };
  const turned = await (await imageOf(400, 400)).jpeg().withExif(exif).toBuffer();
  const sent = await sharp(turned).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect((await sharp(sent).metadata()).exif).toBeDefined();
  const { picture } = await (await put(sent, "image/jpeg")).json();
  const image = Buffer.from(await (await ben.send("GET", pathOf(picture))).arrayBuffer());
  const { exif: left, orientation, icc, xmp } = await sharp(image).metadata();
  expect([left, orientation, icc, xmp]).toEqual([undefined, undefined, undefined, undefined]);
  const [top, bottom] = [await colourAt(image, 128, 20), await colourAt(image, 128, 236)];
  expect([(top[0] ?? 0) > 200, (bottom[2] ?? 0) > 200]).toEqual([true, true]);
});

test("PRO-2: anything else is refused, and changes nothing", async () => {
  const { picture } = await (await put(await png())).json();
  const whole = await png();
  for (const [body, code] of [
    [Buffer.from("hello"), "picture.invalid"],
    [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      "picture.invalid",
    ],
    [await (await imageOf(9, 9)).gif().toBuffer(), "picture.invalid"],
    [whole.subarray(0, whole.length / 2), "picture.invalid"],
    [Buffer.alloc(0), "picture.invalid"],
    [await png(limits.picturePixels + 1, 10), "picture.too_large"],
    [Buffer.alloc(limits.pictureBytes + 1), "request.too_large"],
  ] as const) {
    expect(await codeOf(await put(body))).toBe(code);
  }
  expect(await codeOf(await put(whole, "image/svg+xml"))).toBe("request.unsupported_media_type");
  expect(await (await ann.send("GET", "/api/me")).json()).toMatchObject({ picture });
});

test("PRO-3: it comes with whoever is named, may be kept for ever, and is gone when it is taken away", async () => {
  const told: string[] = [];
  await server.ctx.bus.subscribe("account", everything, ({ userId }) => told.push(userId));
  const { picture } = await (await put(await png())).json();
  expect(told).toEqual([ann.identity.userId]);
  const made = await ann.send("POST", "/api/rooms", { name: "Nest", kind: "private" });
  const { id: roomId } = await made.json();
  const userIds = [ben.identity.userId];
  await ann.send("POST", `/api/rooms/${roomId}/members`, { userIds });
  const posted = await ann.send("POST", `/api/rooms/${roomId}/messages`, {
    ...{ clientMessageId: randomUUID(), body: "hello" },
  });
  expect(posted.status).toBe(201);
  const seen = async () => {
    const answers = [
      ...["/api/users?query=ann", `/api/rooms/${roomId}/members`, `/api/rooms/${roomId}/messages`],
    ].map(async (path) => (await (await ben.send("GET", path)).json()).users);
    const found = (await Promise.all(answers)).map(
      (users: { id: string; picture?: string }[]) =>
        users.find(({ id }) => id === ann.identity.userId)?.picture,
    );
    return [
      ...found,
      (await (await ben.send("GET", `/api/users/${ann.identity.userId}`)).json()).picture,
    ];
  };
  expect(await seen()).toEqual([picture, picture, picture, picture]);
  const answer = await ben.send("GET", pathOf(picture));
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect((await server.fetch(pathOf(picture))).status).toBe(401);
  // Guests get to know of the people of their rooms alone.
  const stranger = by(randomUUID(), "guest");
  await expect(
    readPicture(server.ctx, stranger, ann.identity.userId, picture),
  ).rejects.toMatchObject({ code: "picture.not_found" });
  for (let time = 0; time < 2; time += 1) {
    expect((await ann.send("DELETE", "/api/me/picture")).status).toBe(204);
  }
  expect(await codeOf(await ben.send("GET", pathOf(picture)))).toBe("picture.not_found");
  expect(await seen()).toEqual([undefined, undefined, undefined, undefined]);
});
