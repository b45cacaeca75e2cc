import type { Profile } from "@roost/protocol/user.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";

let server: TestServer;
let ada: Client;
let bob: Client;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  [ada, bob] = await Promise.all([server.person(), server.person()]);
});

const patch = (body: object) => ada.send("PATCH", "/api/me/profile", body);
async function seenByBob(): Promise<Profile> {
  return (await bob.send("GET", `/api/users/${ada.identity.userId}`)).json();
}

test("PRO-1: what somebody says of themselves is read by others, and what they take away is gone", async () => {
  const said = {
    displayName: "  Ada   Byron ",
    about: "\nCounts.\r\nAnd weaves.  ",
    pronouns: "she/her",
    timeZone: "europe/london",
  };
  expect(await (await patch(said)).json()).toMatchObject({ displayName: "Ada Byron" });
  expect(await seenByBob()).toMatchObject({
    displayName: "Ada Byron",
    about: "Counts.\nAnd weaves.",
    pronouns: "she/her",
    timeZone: "Europe/London",
  });
  await patch({ about: null, timeZone: null });
  const left = await seenByBob();
  expect(left).toMatchObject({ displayName: "Ada Byron", pronouns: "she/her" });
  expect(left).not.toHaveProperty("about");
  expect(left).not.toHaveProperty("timeZone");
});

test("PRO-1: who changed their display name is found by the new one, and by it alone", async () => {
  await patch({ displayName: "Quetzalcoatlus Northropi" });
  const find = async (query: string) =>
    (await (await bob.send("GET", `/api/users?query=${query}`)).json()).users.map(
      ({ id }: { id: string }) => id,
    );
  expect(await find("quetzal")).toEqual([ada.identity.userId]);
  await patch({ displayName: "Short" });
  expect(await find("quetzal")).toEqual([]);
});

test.each([
  [{ displayName: " " }, "text.empty"],
  [{ displayName: "x".repeat(81) }, "text.too_long"],
  [{ displayName: "a\u202eb" }, "text.invalid_characters"],
  [{ pronouns: "" }, "text.empty"],
  [{ pronouns: "x".repeat(41) }, "text.too_long"],
  [{ about: "\u0000" }, "text.invalid_characters"],
  [{ about: "x".repeat(501) }, "text.too_long"],
  [{ timeZone: "Mars/Olympus" }, "request.invalid"],
  [{ timeZone: "" }, "request.invalid"],
  [{}, "request.invalid"],
])("PRO-1: %j is refused with %s, and changes nothing", async (body, code) => {
  const before = await seenByBob();
  const response = await patch({ ...body });
  expect(await codeOf(response)).toBe(code);
  expect(await seenByBob()).toEqual(before);
});
