import type { DataExport } from "@roost/protocol/data-export.ts";
import type { JobsPage } from "@roost/protocol/jobs.ts";
import { sql } from "kysely";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import { forgetExports } from "../data-exports/data-exports.ts";
import { runJobs } from "../jobs/run-jobs.ts";
import { works } from "../jobs/works.ts";
import {
  currentPassword,
  db,
  now,
  pass,
  post,
  server,
  session,
  setUpServer,
  takeMails,
} from "../testing/second-factor.ts";
import { codeOf, newMessage } from "./testing.ts";

setUpServer();

const minute = 60_000;
const day = 24 * 60 * minute;
const mine = async (bearer = session): Promise<DataExport> => {
  const headers = { authorization: `Bearer ${bearer}` };
  return (await server.fetch("/api/auth/data", { headers })).json();
};
const fetchArchive = (path: string, bearer = session) =>
  server.fetch(path, { headers: { authorization: `Bearer ${bearer}` } });
const fail = (error: unknown) => {
  throw error;
};
const run = () =>
  runJobs({ ctx: server.ctx, works, now, onFault: fail }, new AbortController().signal);

/** What speaks for Ann at the other routes. */
async function annSends(method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${session}` };
  const { token } = await (await server.fetch("/api/auth/token", { headers })).json();
  return server.fetch(path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What is in an archive: by the name of each file, its JSON. */
async function unzip(response: Response): Promise<Record<string, unknown>> {
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const files: Record<string, unknown> = {};
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
    if (error) return reject(error);
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.on("entry", (entry) => {
      zip.openReadStream(entry, async (failed, stream) => {
        if (failed) return reject(failed);
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const content = Buffer.concat(chunks);
        const isJson = entry.fileName.endsWith(".json");
        files[entry.fileName] = isJson ? JSON.parse(content.toString()) : content;
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
  await promise;
  return files;
}

/** Ann's room, where Ben is, too, and both have written. */
async function furnish(): Promise<string> {
  const room = await (
    await annSends("POST", "/api/rooms", { name: "nest", kind: "private" })
  ).json();
  const ben = await server.person("ben");
  await annSends("POST", `/api/rooms/${room.id}/members`, { userIds: [ben.identity.userId] });
  await ben.send("POST", `/api/rooms/${room.id}/messages`, newMessage("a word of Ben's"));
  const said = async (body: string) =>
    (await annSends("POST", `/api/rooms/${room.id}/messages`, newMessage(body))).json();
  const first = await said("before");
  await annSends("PATCH", `/api/messages/${first.id}`, { body: "first" });
  const second = await said("second “word”");
  await annSends("DELETE", `/api/messages/${(await said("regretted")).id}`);
  await annSends("PUT", `/api/messages/${second.id}/reactions/${encodeURIComponent("👍")}`);
  await annSends("PUT", `/api/messages/${second.id}/saved`);
  await annSends("PUT", `/api/rooms/${room.id}/draft`, { body: "half a thought" });
  await annSends("PUT", "/api/me/settings/enterSends", { value: false });
  return room.id;
}

/** What somebody gets who asks for all that is theirs. */
async function download(): Promise<Record<string, unknown>> {
  expect((await post("/data", { currentPassword })).status).toBe(200);
  await run();
  const link = await (await post("/data/link", { currentPassword })).json();
  return unzip(await fetchArchive(link.path));
}

describe("DAT-1: the download of all of one's data", () => {
  test("has all that is theirs in JSON, and nothing of others", async () => {
    const roomId = await furnish();
    const files = await download();
    expect(Object.keys(files)).toContain("roost-data/settings.json");
    const of = (name: string) => files[`roost-data/${name}.json`];
    expect(of("profile")).toMatchObject({ username: "ann", email: "ann@example.org" });
    expect(of("sessions")).toHaveLength(1);
    expect(of("settings")).toMatchObject([{ key: "enterSends", value: false }]);
    expect(of("drafts")).toMatchObject([{ key: roomId, value: { body: "half a thought" } }]);
    expect(of("memberships")).toContainEqual(
      expect.objectContaining({ roomId, name: "nest", role: "owner", leftAt: null }),
    );
    expect(of("messages")).toMatchObject([
      { body: "first", earlier: [{ body: "before" }] },
      { body: "second “word”", earlier: [] },
    ]);
    expect(of("reactions")).toMatchObject([{ roomId, emoji: ["👍"] }]);
    expect(of("saved")).toHaveLength(1);
    expect(of("reports")).toEqual([]);
    expect(JSON.stringify(files)).not.toContain("a word of Ben's");
    expect(JSON.stringify(files)).not.toMatch(/cheap:|password_hash|regretted/);
  });

  test("has the picture and the links to identity providers", async () => {
    const image = await sharp({
      create: { width: 8, height: 8, channels: 3, background: "#00f" },
    })
      .png()
      .toBuffer();
    const headers = { authorization: `Bearer ${session}` };
    const { token } = await (await server.fetch("/api/auth/token", { headers })).json();
    await server.fetch("/api/me/picture", {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "image/png" },
      body: image as Uint8Array<ArrayBuffer>,
    });
    await sql`
      INSERT INTO credentials (user_id, provider_id, account_id)
      SELECT id, 'oidc', 'https://id.example.org ann of the swifts' FROM users
      WHERE username = 'ann'`.execute(db());
    const files = await download();
    const picture = files["roost-data/picture.webp"] as Buffer;
    expect((await sharp(picture).metadata()).format).toBe("webp");
    expect(files["roost-data/providers.json"]).toMatchObject([
      { issuer: "https://id.example.org", subject: "ann of the swifts" },
    ]);
  });

  test("has each message once, however many there are and whoever writes meanwhile", async () => {
    const roomId = await furnish();
    const [{ id: userId } = { id: "" }] = (
      await sql<{ id: string }>`SELECT id FROM users WHERE username = 'ann'`.execute(db())
    ).rows;
    await sql`
      INSERT INTO messages (room_id, number, version, author_id, client_message_id, body)
      SELECT ${roomId}, n, n, CASE WHEN n % 7 = 0 THEN ${userId}::uuid ELSE gen_random_uuid() END,
        gen_random_uuid(), n::text
      FROM generate_series(1000, 25999) n`.execute(db());
    await sql`
      UPDATE rooms SET version = 26000, last_number = 25999 WHERE id = ${roomId}`.execute(db());
    const files = await download();
    const bodies = (files["roost-data/messages.json"] as { body: string }[]).map(
      ({ body }) => body,
    );
    const expected = Array.from({ length: 25_000 }, (_, index) => index + 1_000)
      .filter((number) => number % 7 === 0)
      .map(String);
    expect(bodies.filter((body) => /^\d+$/.test(body))).toEqual(expected);
  });
});

describe("DAT-2: it", () => {
  test("takes the password, or a sign-in a moment ago, both to ask for it and to get it", async () => {
    pass(11 * minute);
    expect(await mine()).toMatchObject({ state: "none", passwordNeeded: true, nextAt: null });
    expect(await codeOf(await post("/data", {}))).toBe("auth.sign_in_again");
    expect(await codeOf(await post("/data", { currentPassword: "wrong password" }))).toBe(
      "auth.invalid_credentials",
    );
    expect(await codeOf(await post("/data/link", { currentPassword }))).toBe("data.not_ready");
    expect((await post("/data", { currentPassword })).status).toBe(200);
    expect(await codeOf(await post("/data/link", { currentPassword }))).toBe("data.not_ready");
    await run();
    expect(await codeOf(await post("/data/link", {}))).toBe("auth.sign_in_again");
    expect((await post("/data/link", { currentPassword })).status).toBe(200);
  });

  test("is given to its owner alone, by a link of ten minutes", async () => {
    await post("/data", {});
    await run();
    const { path } = await (await post("/data/link", {})).json();
    const other = await server.person("ben");
    expect(await codeOf(await fetchArchive(path, other.sessionToken))).toBe("auth.link_invalid");
    expect((await server.fetch(path)).status).toBe(401);
    expect(await codeOf(await fetchArchive(`${path}x`))).toBe("auth.link_invalid");
    const answer = await fetchArchive(path);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="roost-data-ann-\d{4}-\d\d-\d\d\.zip"$/,
    );
    await unzip(answer);
    pass(10 * minute);
    expect(await codeOf(await fetchArchive(path))).toBe("auth.link_invalid");
  });

  test("tells how far it is, and by mail that it is ready", async () => {
    await takeMails();
    const begun = await (await post("/data", {})).json();
    expect(begun).toMatchObject({ state: "running", done: 0, total: null, until: null });
    await run();
    const ready = await mine();
    expect(ready).toMatchObject({
      state: "ready",
      until: new Date(+now() + 7 * day).toISOString(),
      nextAt: new Date(+now() + day).toISOString(),
    });
    expect(ready.done).toBe(ready.total);
    expect(await takeMails()).toEqual([["data-ready", "ann@example.org", "de"]]);
  });

  test("is stopped by its person, and nothing of it is left", async () => {
    await post("/data", {});
    expect(await (await post("/data/cancel", {})).json()).toMatchObject({ state: "cancelled" });
    await run();
    expect(await mine()).toMatchObject({ state: "cancelled" });
    expect((await sql`SELECT FROM data_pieces`.execute(db())).rows).toEqual([]);
  });
});

describe("DAT-3: it", () => {
  test("is asked for once a day, also by who stops it, and replaces the one of before", async () => {
    await post("/data", {});
    await run();
    expect(await codeOf(await post("/data", {}))).toBe("data.too_soon");
    pass(day);
    expect((await post("/data", { currentPassword })).status).toBe(200);
    await post("/data/cancel", {});
    expect(await codeOf(await post("/data", { currentPassword }))).toBe("data.too_soon");
    expect((await sql`SELECT FROM data_pieces`.execute(db())).rows).toEqual([]);
  });

  test("is kept for a week", async () => {
    await post("/data", {});
    await run();
    pass(7 * day - minute);
    await forgetExports(db(), 7, now());
    const { path } = await (await post("/data/link", { currentPassword })).json();
    pass(minute);
    expect(await codeOf(await post("/data/link", { currentPassword }))).toBe("data.not_ready");
    expect(await codeOf(await fetchArchive(path))).toBe("auth.link_invalid");
    expect(await mine()).toMatchObject({ state: "none", until: null, nextAt: null });
    pass(61 * minute);
    await forgetExports(db(), 7, now());
    expect((await sql`SELECT FROM data_pieces`.execute(db())).rows).toEqual([]);
    expect((await sql`SELECT FROM data_links`.execute(db())).rows).toEqual([]);
  });
});

test("JOB-5: those who manage jobs see them, page by page, end them and have them go on, and that is in the audit log", async () => {
  const ben = await server.person("ben");
  expect(await codeOf(await ben.send("GET", "/api/admin/jobs"))).toBe("auth.forbidden");
  await post("/data", {});
  const list = async (query = ""): Promise<JobsPage> =>
    (await annSends("GET", `/api/admin/jobs${query}`)).json();
  const { jobs, users } = await list("?state=waiting&kind=data-export");
  expect(jobs).toMatchObject([{ kind: "data-export", state: "waiting", done: 0, attempts: 0 }]);
  expect(users).toMatchObject([{ id: jobs[0]?.userId, username: "ann" }]);
  const at = `/api/admin/jobs/${jobs[0]?.id}`;
  expect(await codeOf(await annSends("POST", `${at}/retry`))).toBe("job.wrong_state");
  expect((await annSends("POST", `${at}/cancel`)).status).toBe(204);
  expect(await codeOf(await annSends("POST", `${at}/cancel`))).toBe("job.wrong_state");
  await sql`UPDATE jobs SET state = 'failed'`.execute(db());
  expect((await annSends("POST", `${at}/retry`)).status).toBe(204);
  await run();
  expect((await list("?state=done")).jobs).toHaveLength(1);
  const { entries } = await (await annSends("GET", "/api/admin/audit")).json();
  expect(entries).toMatchObject([
    { action: "job.retried", details: { jobId: jobs[0]?.id, kind: "data-export" } },
    { action: "job.cancelled" },
  ]);
  await sql`
    INSERT INTO jobs (id, kind, state, created_at, due_at)
    SELECT gen_random_uuid(), 'data-export', 'done', now(), now() FROM generate_series(1, 5)`.execute(
    db(),
  );
  const first = await list("?limit=4");
  const second = await list(`?limit=4&cursor=${first.nextCursor}`);
  const ids = [...first.jobs, ...second.jobs].map(({ id }) => id);
  expect(new Set(ids).size).toBe(6);
  expect(second.nextCursor).toBeNull();
});
