import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueue } from "../jobs/enqueue.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let owner: Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
});
afterAll(() => server.close());

async function tableOf(path: string): Promise<string[]> {
  const response = await owner.send("GET", path);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  return (await response.text()).trimEnd().split("\r\n");
}

test("PAN-1: invitations, and who made them, are exported as they are listed", async () => {
  for (const maxUses of [1, 2]) await owner.send("POST", "/api/admin/invites", { maxUses });
  const [head, ...rows] = await tableOf("/api/admin/invites/export?sort=oldest");
  expect(head).toContain("id,state,createdAt,createdBy");
  const listed = await (await owner.send("GET", "/api/admin/invites?sort=oldest")).json();
  expect(rows.map((row) => row.slice(0, row.indexOf(",")))).toEqual(
    listed.invites.map(({ id }: { id: string }) => id),
  );
  expect(rows[0]).toContain(owner.identity.username);
});

test("PAN-1, PAN-2: reports are exported in the order that is asked for, and compute nothing", async () => {
  const ann = await server.person();
  const ben = await server.person();
  const { id: roomId } = await (
    await ann.send("POST", "/api/rooms", { name: "bridge", kind: "public" })
  ).json();
  await ben.send("POST", `/api/rooms/${roomId}/join`);
  for (const body of ["=1+1", "Good morning"]) {
    const post = { clientMessageId: crypto.randomUUID(), body };
    const message = await (await ann.send("POST", `/api/rooms/${roomId}/messages`, post)).json();
    await ben.send("POST", `/api/messages/${message.id}/report`, { reason: "spam" });
  }
  const newest = await tableOf("/api/admin/reports/export?sort=newest&reason=spam");
  const oldest = await tableOf(`/api/admin/reports/export?authorId=${ann.identity.userId}`);
  expect(newest.slice(1).reverse()).toEqual(oldest.slice(1));
  expect(oldest[1]).toContain("'=1+1");
  expect(oldest).toHaveLength(3);
  expect(await tableOf("/api/admin/reports/export?reason=privacy")).toHaveLength(1);
});

test("PAN-1: jobs are exported, as many as are asked for, with whom they are for", async () => {
  const { userId } = owner.identity;
  await enqueue(server.ctx.database.db, { kind: "data-export", userId, createdAt: new Date() });
  const [head, ...rows] = await tableOf("/api/admin/jobs/export?kind=data-export");
  expect(head).toContain("id,kind,user,userId,state");
  const listed = await (await owner.send("GET", "/api/admin/jobs")).json();
  expect(rows.map((row) => row.slice(0, row.indexOf(",")))).toEqual(
    listed.jobs.map(({ id }: { id: string }) => id),
  );
  expect(rows[0]).toContain(owner.identity.username);
  expect(await tableOf("/api/admin/jobs/export?state=failed")).toHaveLength(1);
});

test("PAN-1: who asked to be let in is exported, and the log has each export", async () => {
  expect(await tableOf("/api/admin/registrations/export")).toHaveLength(1);
  const audit = await (await owner.send("GET", "/api/admin/audit?action=list.exported")).json();
  const lists = audit.entries.map(({ details }: { details: { list: string } }) => details.list);
  expect(new Set(lists)).toEqual(new Set(["registrations", "reports", "invites", "jobs"]));
  const member = await server.person();
  for (const list of ["registrations", "reports", "invites", "jobs"]) {
    const refused = await member.send("GET", `/api/admin/${list}/export`);
    expect(await codeOf(refused)).toBe("auth.forbidden");
  }
});
