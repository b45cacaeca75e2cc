import type { Rule } from "@roost/protocol/permissions.ts";
import type { RegistrationsPage } from "@roost/protocol/registration.ts";
import { type Operation, rights } from "@roost/protocol/rights.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { codeOf } from "../http/testing.ts";
import type { Letter } from "../mail/mail.ts";
import { renderMail } from "../mail/render.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import {
  come,
  decide,
  isLetIn,
  kinds,
  list,
  owner,
  pass,
  post,
  roomsOf,
  server,
  set,
  setUpRegistration,
  startAnew,
  stateOf,
  takeLetters,
  tell,
} from "./testing.ts";

setUpRegistration();

describe("REG-8: who waits to be let in", () => {
  beforeEach(() => set("approval"));

  test("can do nothing: each operation is refused that takes somebody signed in", async () => {
    const ann = await come();
    const document = await (await server.fetch("/api/openapi.json")).json();
    let tried = 0;
    for (const [path, methods] of Object.entries<object>(document.paths)) {
      for (const [method, { operationId }] of Object.entries(methods)) {
        const { open }: Rule = rights[operationId as Operation];
        if (open) continue;
        const address = path.replace("{messageId}", `${ann.id}.1`).replaceAll(/\{\w+\}/g, ann.id);
        const response = await server.fetch(address, {
          method: method.toUpperCase(),
          headers: { cookie: ann.cookie, origin: server.url },
        });
        expect([operationId, await codeOf(response)]).toEqual([
          operationId,
          "auth.approval_awaited",
        ]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(60);
    const { users } = await (await owner.send("GET", "/api/users")).json();
    expect(users.map(({ id }: { id: string }) => id)).not.toContain(ann.id);
    expect(await roomsOf(ann)).toBe(0);
  });

  test("goes on at once when somebody lets them in, with the session of before, and is told in their language", async () => {
    const ann = await come();
    expect((await stateOf(ann)).approval).toEqual({ state: "awaited", reason: null });
    expect((await decide(owner, ann, "approval")).status).toBe(204);
    expect((await decide(owner, ann, "approval")).status).toBe(204);
    expect((await stateOf(ann)).approval).toBeNull();
    expect([await isLetIn(ann), await roomsOf(ann)]).toEqual([true, 1]);
    const letters = await takeLetters();
    expect(letters).toMatchObject([
      { kind: "registration-approved", language: "de", link: "https://chat.example.org" },
    ]);
    expect(await codeOf(await decide(owner, ann, "refusal", {}))).toBe("registration.approved");
    const { entries } = await (await owner.send("GET", `/api/admin/audit?userId=${ann.id}`)).json();
    expect(entries).toMatchObject([{ action: "registration.approved" }]);
  });

  test("stays outside when they are refused, is told why, and may be let in after all", async () => {
    const ann = await come();
    const reason = "Only <friends> & family";
    expect((await decide(owner, ann, "refusal", { reason })).status).toBe(204);
    expect((await decide(owner, ann, "refusal", { reason: "Another" })).status).toBe(204);
    expect((await stateOf(ann)).approval).toEqual({ state: "refused", reason });
    expect([await isLetIn(ann), await roomsOf(ann)]).toEqual([false, 0]);
    const [letter, ...more] = await takeLetters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: "registration-refused", reason, language: "de" });
    const mail = renderMail(letter as Letter, "de", "Roost");
    expect(mail.text).toContain(`Die Begründung: ${reason}`);
    expect(mail.html).toContain("Die Begründung: Only &lt;friends&gt; &amp; family");
    await decide(owner, ann, "approval");
    expect(await isLetIn(ann)).toBe(true);
    expect((await stateOf(ann)).approval).toBeNull();
  });

  test("is decided by who may let people in, and only where they asked", async () => {
    const ann = await come();
    await set("open");
    const ben = await server.person();
    expect(await codeOf(await decide(ben, ann, "approval"))).toBe("auth.forbidden");
    const asked = { id: ben.identity.userId };
    expect(await codeOf(await decide(owner, asked, "approval"))).toBe("registration.not_found");
    expect(await codeOf(await decide(owner, { id: crypto.randomUUID() }, "refusal", {}))).toBe(
      "user.not_found",
    );
    const long = { reason: "a".repeat(501) };
    expect(await codeOf(await decide(owner, ann, "refusal", long))).toBe("request.invalid");
    // Whoever waits when the server opens waits still.
    expect(await isLetIn(ann)).toBe(false);
  });

  test("of two who decide at the same moment, the first one is heard", async () => {
    const ann = await come();
    const both = await Promise.all([
      decide(owner, ann, "approval"),
      decide(owner, ann, "refusal", {}),
    ]);
    const { approval } = await stateOf(ann);
    const letters = await kinds();
    // A refusal may be followed by an approval, and an approval by nothing.
    if (both[1]?.ok) expect(letters).toEqual(["registration-approved", "registration-refused"]);
    else expect(letters).toEqual(["registration-approved"]);
    expect(approval).toBeNull();
  });

  test("those who asked come in pages, by state, name and address, the longest waiting first", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await come(`p${count}@example.org`)).id);
    const all = async (query: string) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? "" : `&cursor=${cursor}`;
        const page: RegistrationsPage = await list(`?limit=2${query}${more}`);
        found.push(...page.registrations.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    };
    expect(await all("")).toEqual(ids);
    expect(await all("&sort=newest")).toEqual(ids.toReversed());
    await decide(owner, { id: ids[1] ?? "" }, "approval");
    await decide(owner, { id: ids[3] ?? "" }, "refusal", { reason: "No" });
    expect(await all("&state=awaited")).toEqual([ids[0], ids[2], ids[4]]);
    expect(await all("&query=p3@example.org")).toEqual([ids[3]]);
    const { registrations, users } = await list("?state=refused");
    expect(registrations).toMatchObject([
      { reason: "No", decidedBy: owner.identity.userId, isConfirmed: true, state: "refused" },
    ]);
    expect(users).toMatchObject([{ id: owner.identity.userId }]);
  });
});

describe("REG-9: those who let people in", () => {
  beforeEach(() => set("approval"));

  test("are told by one mail, in their language, and by the next one no sooner than 15 minutes later", async () => {
    const admin = await server.person();
    await setServerRole(server.ctx, commandLine, admin.identity.userId, "admin");
    await takeLetters();
    await come();
    await come();
    await Promise.all([tell(), tell()]);
    await tell();
    const letters = await takeLetters();
    expect(letters.map(({ kind }) => kind)).toEqual(Array(2).fill("registration-awaited"));
    expect(letters[0]?.link).toBe("https://chat.example.org/admin/registrations");
    await come();
    pass(14 * 60_000);
    await tell();
    expect(await kinds()).toEqual([]);
    pass(60_001);
    await tell();
    expect(await kinds()).toEqual(Array(2).fill("registration-awaited"));
    pass(3_600_000);
    await tell();
    expect(await kinds()).toEqual([]);
  });
});

test("REG-8: an invitation lets in where others wait, and whoever has to confirm their address does so first", async () => {
  await startAnew({
    environment: { registration: "approval" },
    config: { emailVerification: "required" },
  });
  const { url } = await (await owner.send("POST", "/api/admin/invites", {})).json();
  const invite = url.slice(url.lastIndexOf("/") + 1);
  const invited = await (await post("/sign-up/email", { ...newPerson(), invite })).json();
  expect(invited.user).toMatchObject({ awaitsConfirmation: true, approval: null });

  const ann = await come("ann@example.org");
  await tell();
  const letters = await takeLetters();
  expect(letters.map(({ kind }) => kind)).not.toContain("registration-awaited");
  const link = letters.find(({ to }) => to === "ann@example.org")?.link ?? "";
  expect((await post("/confirm-email", { token: link.split("#")[1] ?? "" })).status).toBe(200);
  expect([await isLetIn(ann), await roomsOf(ann)]).toEqual([false, 0]);
  await tell();
  expect(await kinds()).toEqual(["registration-awaited"]);
  await decide(owner, ann, "approval");
  expect([await isLetIn(ann), await roomsOf(ann)]).toEqual([true, 1]);
});
