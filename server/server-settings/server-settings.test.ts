import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { AuditPage } from "@roost/protocol/audit.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../bus/bus.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import { changeSettings } from "./change.ts";
import { CurrentSettings } from "./current.ts";

let server: TestServer;
let owner: Client;

beforeEach(async () => {
  server = await startTestServer();
  owner = await server.person();
});
afterEach(() => server.close());

const path = "/api/admin/settings";
const read = async () => (await owner.send("GET", path)).json();
const patch = (body: object, client = owner) => client.send("PATCH", path, body);

async function audit(): Promise<AuditPage["entries"]> {
  const page = await owner.send("GET", "/api/admin/audit?action=setting.changed");
  return (await page.json()).entries;
}

async function refusal(body: object): Promise<{ code: string; detail: string }> {
  const { code, detail } = await (await patch(body)).json();
  return { code, detail };
}

describe("REG-1: a setting of the server", () => {
  test("is as it was from the start, then as somebody set it, and as from the start again", async () => {
    expect(await read()).toMatchObject({
      serverName: { value: "Roost", fallback: "Roost", source: "default", variable: "SERVER_NAME" },
      registration: { value: "open", source: "default", variable: "REGISTRATION" },
      welcomeRooms: { value: [expect.any(String)], source: "store", variable: null },
    });
    const changed = await patch({ serverName: "  The  nest ", registration: "invite" });
    expect(await changed.json()).toMatchObject({
      serverName: { value: "The nest", source: "store" },
      registration: { value: "invite", source: "store" },
    });
    expect(await read()).toEqual(await (await patch({ serverName: "The nest" })).json());
    await patch({ serverName: null });
    expect((await read()).serverName).toMatchObject({ value: "Roost", source: "default" });
    expect(server.ctx.settings.values).toMatchObject({ registration: "invite" });
  });

  test("has each change in the audit log, with what was before, and nothing where nothing changed", async () => {
    await patch({ serverName: "Nest", registration: "open" });
    await patch({ serverName: "Nest" });
    await patch({ serverName: null });
    expect((await audit()).map(({ details }) => details)).toEqual([
      { name: "serverName", before: "Nest", after: "Roost" },
      { name: "serverName", before: "Roost", after: "Nest" },
    ]);
  });

  test.each([
    [{ serverName: " " }, "setting.invalid", "`serverName`"],
    [{ serverName: "a".repeat(61) }, "setting.invalid", "`serverName`"],
    [{ registration: "frob" }, "request.invalid", "`registration`"],
    [{ registration: 1 }, "request.invalid", "`registration`"],
    [{ registration: "domain" }, "setting.invalid", "`registration`"],
    [{ allowedDomains: ["example.org", "no domain"] }, "setting.invalid", "`allowedDomains`"],
    [{ welcomeRooms: ["6b0f0b0e-4c43-4f0b-8a53-6f6b7f1d9f10"] }, "setting.invalid", "welcomeRooms"],
    [{ isSetUp: "yes" }, "request.invalid", "`isSetUp`"],
    [{ frob: true }, "request.invalid", "frob"],
  ])("is refused by its name, and the others with it: %j", async (body, code, named) => {
    const before = await read();
    const found = await refusal({ serverName: "Never", ...body });
    expect(found).toEqual({ code, detail: expect.stringContaining(named) });
    expect(await read()).toEqual(before);
  });

  test("of domains and rooms is bounded, without repeats, and in one spelling", async () => {
    const many = Array.from(
      { length: admissionLimits.allowedDomains + 1 },
      (_, index) => `d${index}.org`,
    );
    expect(await refusal({ allowedDomains: many })).toMatchObject({ code: "request.invalid" });
    await patch({ allowedDomains: ["@Example.ORG", "example.org", "bücher.example"] });
    expect((await read()).allowedDomains.value).toEqual(["example.org", "xn--bcher-kva.example"]);
  });

  test("that the environment says stands above all that is stored, and is changed there alone", async () => {
    await server.close();
    server = await startTestServer({ environment: { registration: "closed" } });
    owner = await server.person();
    expect((await read()).registration).toMatchObject({ value: "closed", source: "environment" });
    expect(await refusal({ registration: "open" })).toEqual({
      code: "setting.fixed",
      detail: expect.stringContaining("REGISTRATION"),
    });
    expect((await patch({ serverName: "Nest" })).status).toBe(200);
  });

  test("is changed by who may, with the role that they have at that moment", async () => {
    await patch({ registration: "open" });
    const ann = await server.person();
    expect(await codeOf(await patch({ serverName: "Ann's" }, ann))).toBe("auth.forbidden");
    expect(await codeOf(await ann.send("GET", path))).toBe("auth.forbidden");
    await setServerRole(server.ctx, commandLine, ann.identity.userId, "admin");
    await expect.poll(async () => (await patch({ serverName: "Ann's" }, ann)).status).toBe(200);
  });

  test("names only rooms that its person can take others into, and keeps those of others", async () => {
    const room = async (client: Client, kind: string) =>
      (await (await client.send("POST", "/api/rooms", { name: "Room", kind })).json()).id;
    const ann = await server.person();
    await setServerRole(server.ctx, commandLine, ann.identity.userId, "admin");
    const [mine, open, hers] = [
      await room(owner, "private"),
      await room(ann, "public"),
      await room(ann, "private"),
    ];
    expect((await patch({ welcomeRooms: [mine, open] })).status).toBe(200);
    expect(await refusal({ welcomeRooms: [mine, hers] })).toMatchObject({
      code: "setting.invalid",
    });
    await expect
      .poll(async () => (await patch({ welcomeRooms: [mine, hers] }, ann)).status)
      .toBe(200);
    const newcomer = await server.person();
    const { rooms } = await (await newcomer.send("GET", "/api/rooms")).json();
    expect(rooms.map(({ id }: { id: string }) => id).sort()).toEqual([mine, hers].sort());
  });
});

describe("REG-2: a node knows the settings", () => {
  test("at once when they are changed on another one, and when a bus is back that has lost it", async () => {
    const { db } = server.ctx.database;
    let heard = () => {};
    let isBack = (_isUp: boolean) => {};
    const bus = {
      subscribe: async (_topic: string, id: string, listener: () => void) => {
        expect(id).toBe(everything);
        heard = listener;
        return () => {};
      },
      onHealth: (listener: (isUp: boolean) => void) => {
        isBack = listener;
        return () => {};
      },
    };
    const node = await CurrentSettings.open({
      ...{ db, bus: bus as never, environment: {} },
      onReadError: (error) => {
        throw error;
      },
    });
    const ctx = { ...server.ctx, environment: {} };
    await changeSettings(ctx, commandLine, { serverName: "First" });
    expect(node.values.serverName).toBe("Roost");
    heard();
    await node.look();
    expect(node.values.serverName).toBe("First");
    await changeSettings(ctx, commandLine, { serverName: "Second" });
    isBack(false);
    isBack(true);
    await expect.poll(() => node.values.serverName).toBe("Second");
    await node.close();
  });
});
