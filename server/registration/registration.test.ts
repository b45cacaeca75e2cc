import { beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { codeOf, startTestServer } from "../http/testing.ts";
import {
  come,
  isLetIn,
  owner,
  post,
  roomsOf,
  server,
  set,
  setUpRegistration,
  signUp,
  takeLetters,
} from "./testing.ts";

setUpRegistration();

describe("REG-3: who signs up comes in", () => {
  test.each([
    ["open", 200, null],
    ["approval", 200, null],
    ["invite", 403, "registration.invite_needed"],
    ["closed", 400, "auth.rejected"],
  ] as const)("with %s: %i", async (mode, status, code) => {
    await set(mode);
    const answer = await signUp("ann@example.org");
    expect(answer.status).toBe(status);
    if (code) expect(await codeOf(answer)).toBe(code);
    const told = await (await server.fetch("/api/registration")).json();
    expect(told).toEqual({ serverName: "Roost", mode, domains: [] });
  });

  test("as the first one always, and is told so", async () => {
    const fresh = await startTestServer({ environment: { registration: "closed" } });
    const mode = async () => (await (await fresh.fetch("/api/registration")).json()).mode;
    expect(await mode()).toBe("open");
    const first = await fresh.person();
    expect([first.identity.role, await mode()]).toEqual(["owner", "closed"]);
    await fresh.close();
  });
});

describe("REG-7: with an address of an allowed domain", () => {
  beforeEach(() => set("domain", ["example.org"]));

  test("and no other, in whatever spelling", async () => {
    for (const email of ["a@example.com", "a@mail.example.org", "a@example.org.evil.com"]) {
      expect(await codeOf(await signUp(email))).toBe("registration.domain_not_allowed");
    }
    expect((await signUp("Ann@Example.ORG")).status).toBe(200);
    const told = await (await server.fetch("/api/registration")).json();
    expect(told).toMatchObject({ mode: "domain", domains: ["example.org"] });
  });

  test("somebody is in when they have confirmed it, and cannot put another one in its place before", async () => {
    const ann = await come("ann@example.org");
    expect([await isLetIn(ann), await roomsOf(ann)]).toEqual([false, 0]);
    const change = (newEmail: string) =>
      post("/change-email", { newEmail, currentPassword: newPerson("x").password }, ann.secret);
    expect(await codeOf(await change("ann@example.com"))).toBe("registration.domain_not_allowed");
    expect((await change("anna@example.org")).status).toBe(200);
    const letters = await takeLetters();
    const link = letters.find(({ to }) => to === "anna@example.org")?.link ?? "";
    expect((await post("/confirm-email", { token: link.split("#")[1] ?? "" })).status).toBe(200);
    expect([await isLetIn(ann), await roomsOf(ann)]).toEqual([true, 1]);
    // Then it is an address like any other.
    expect((await change("ann@example.com")).status).toBe(200);
  });

  test("a domain that is taken away lets nobody in any more; the list cannot be emptied", async () => {
    await expect(set("domain", [])).rejects.toMatchObject({ code: "setting.invalid" });
    await set("domain", ["example.com"]);
    expect(await codeOf(await signUp("ann@example.org"))).toBe("registration.domain_not_allowed");
  });
});

test("REG-10: the first steps are asked of who may do them, until they are done", async () => {
  const { user } = await (
    await server.fetch("/api/auth/get-session", {
      headers: { authorization: `Bearer ${owner.sessionToken}` },
    })
  ).json();
  expect(user.awaitsSetUp).toBe(true);
  const ann = await (await signUp("ann@example.org")).json();
  expect(ann.user.awaitsSetUp).toBe(false);
  await owner.send("PATCH", "/api/admin/settings", { isSetUp: true });
  await expect
    .poll(async () => {
      const headers = { authorization: `Bearer ${owner.sessionToken}` };
      return (await (await server.fetch("/api/auth/get-session", { headers })).json()).user
        .awaitsSetUp;
    })
    .toBe(false);
});
