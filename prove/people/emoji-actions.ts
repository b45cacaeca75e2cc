import { createHash } from "node:crypto";
import type { Random } from "@roost/stage/random.ts";
import type { Crowd } from "./crowd.ts";
import { outcomeOf } from "./outcome.ts";

/** Few, so that they are taken, given back, and wanted by two at once. */
const names = ["nest-a", "nest-b", "nest-c", "nest-d", "nest-e", "nest-f"];

const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
/** What is behind the end of an image makes it another one. */
const images = [1, 2, 3].map((byte) => Buffer.concat([onePixel, Buffer.from([byte])]));

/** Who may, adds an emoji to the server or deletes one, mostly the latter where it is there: from any of their devices. */
export function changeEmoji(
  crowd: Crowd,
  _: unknown,
  random: Random,
): Promise<unknown> | undefined {
  const seats = crowd.seats.filter(({ device }) => crowd.admins.includes(device.userId));
  const device = random.pick(seats)?.device;
  const name = random.pick(names);
  const image = random.pick(images);
  if (!device || !name || !image) return undefined;
  const isThere = name in device.emoji();
  const adds = random.chance(isThere ? 0.2 : 0.9);
  const { ledger } = crowd;
  const askedAt = ledger.moment();
  const request = adds
    ? device.api.addEmoji(name, new Blob([image], { type: "image/png" }))
    : device.api.deleteEmoji(name).then(() => null);
  return outcomeOf(request).then(({ outcome, answer }) => {
    const digest = adds ? createHash("sha256").update(image).digest("hex") : null;
    const asked = { name, digest, askedAt, answeredAt: ledger.moment(), outcome };
    ledger.emoji.push({ ...asked, ...(answer && { version: answer.version }) });
  });
}
