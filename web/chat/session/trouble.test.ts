import { type ErrorCode, errors } from "@roost/protocol/errors.ts";
import { ApiError, NetworkError } from "@roost/sdk";
import { expect, test } from "vitest";
import { english, german } from "../language/testing/languages.ts";
import { describeTrouble } from "./trouble.ts";

const refusal = (code: ErrorCode, detail: string, retryAfterMs?: number) =>
  new ApiError({
    code,
    status: 400,
    detail,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

test.each(Object.keys(errors) as ErrorCode[])("%s is told in the language of the page", (code) => {
  const said = describeTrouble(refusal(code, "Do that."), german);
  expect(said).not.toBe(describeTrouble(refusal(code, "Do that."), english));
  // Where only the server knows what is wrong, its sentence stands behind one of ours.
  expect(said).toMatch(/^Der Server hat das abgelehnt: Do that\.$|^(?!.*Do that).*\.$/);
});

test("a code of a newer server is told by its detail", () => {
  const newer = refusal("room.unheard" as ErrorCode, "This room is full.");
  expect(describeTrouble(newer, english)).toBe("This room is full.");
  expect(describeTrouble(newer, german)).toBe("Der Server hat das abgelehnt: This room is full.");
});

test.each([
  [300, "That was too often. Try again in 1 second."],
  [5_000, "That was too often. Try again in 5 seconds."],
  [600_000, "That was too often. Try again in 10 minutes."],
])("how long to wait is said: %d ms", (waitMs, said) => {
  expect(describeTrouble(refusal("request.rate_limited", "", waitMs), english)).toBe(said);
});

test("in German too", () => {
  expect(describeTrouble(refusal("request.rate_limited", "", 5_000), german)).toBe(
    "Das war zu oft. Versuch es in 5 Sekunden noch einmal.",
  );
  expect(describeTrouble(new NetworkError("x"), german)).toBe(
    "Der Server ist nicht erreichbar. Prüf deine Verbindung und versuch es noch einmal.",
  );
});
