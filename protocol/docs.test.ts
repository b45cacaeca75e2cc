import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { admissionLimits } from "./admission-limits.ts";
import { apiTokenLimits } from "./api-token-limits.ts";
import { closeCodes } from "./close-codes.ts";
import { closeMeanings } from "./close-meanings.ts";
import { DownFrame } from "./down.ts";
import { errors } from "./errors.ts";
import { limits } from "./limits.ts";
import { SystemEvent } from "./message.ts";
import { passkeyLimits } from "./passkey-limits.ts";
import { type Bucket, type Rate, rates } from "./rates.ts";
import { UpFrame } from "./up.ts";
import { PROTOCOL_VERSION } from "./version.ts";

const guide = readFileSync(new URL("../docs/protocol.md", import.meta.url), "utf8");

/** The rows of the tables below a heading, each cell without its backticks. */
function rowsBelow(heading: string): string[][] {
  const start = guide.indexOf(`\n${heading}\n`);
  expect(start, `docs/protocol.md has no heading "${heading}"`).toBeGreaterThan(0);
  const end = guide.indexOf("\n#", start + heading.length + 2);
  const lines = guide.slice(start, end < 0 ? undefined : end).split("\n");
  return lines
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")));
}

interface FrameSchema {
  properties: { type: { const: string } };
  required: readonly string[];
}

/** The rows of frames as they have to be: type and fields, those that may be absent with a `?`. */
const rowsOf = ({ anyOf }: { anyOf: readonly FrameSchema[] }) =>
  anyOf.map(({ properties, required }) => {
    const names = Object.keys(properties).filter((name) => name !== "type");
    const marked = names.map((name) => (required.includes(name) ? name : `${name}?`));
    return [properties.type.const, marked.join("`, `")];
  });

test("every error code is documented with its status and title", () => {
  expect(rowsBelow("## 6. Error codes")).toEqual(
    Object.entries(errors).map(([code, { status, title }]) => [code, `${status}`, title]),
  );
});

test("every close code is documented with its meaning", () => {
  expect(rowsBelow("## 5. Close codes")).toEqual(
    Object.entries(closeCodes).map(([name, { code }]) => [
      `${code}`,
      name,
      closeMeanings[name as keyof typeof closeCodes],
    ]),
  );
});

test("every limit is documented with its value", () => {
  const all = { ...limits, ...admissionLimits, ...passkeyLimits, ...apiTokenLimits };
  expect(rowsBelow("## 7. Limits").map(([name, value]) => [name, value])).toEqual(
    Object.entries(all).map(([name, value]) => [name, `${value}`]),
  );
});

test("LIM-10: every rate is documented with its operations and its values", () => {
  const written = (bucket: Bucket | null) =>
    bucket ? `${bucket.atOnce}, then ${bucket.perSecond}/s` : "–";
  expect(rowsBelow("### Rates")).toEqual(
    (Object.entries(rates) as [string, Rate][]).map(([name, { operations, person, address }]) => [
      name,
      operations.join("`, `"),
      written(person),
      written(address),
    ]),
  );
});

test("every frame is documented with its fields", () => {
  const fieldsBelow = (heading: string) =>
    rowsBelow(heading).map(([type, fields]) => [type, fields]);
  expect(fieldsBelow("### What a client sends")).toEqual(rowsOf(UpFrame));
  expect(fieldsBelow("### What a server sends")).toEqual(rowsOf(DownFrame));
});

test("every system event is documented with its fields", () => {
  const rows = rowsBelow("### System events").map(([event, fields]) => [event, fields]);
  expect(rows).toEqual(
    SystemEvent.anyOf.map(({ properties }) => [
      properties.event.const,
      Object.keys(properties)
        .filter((name) => name !== "event")
        .join("`, `"),
    ]),
  );
});

test("the present version has a line in the changelog", () => {
  expect(rowsBelow("## 8. Changelog")[0]?.[0]).toBe(`${PROTOCOL_VERSION}`);
});
