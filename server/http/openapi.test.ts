import { errors } from "@roost/protocol/errors.ts";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "./testing.ts";

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  security?: unknown[];
  responses: Record<string, { description: string; content?: object }>;
}

interface Document extends Record<string, unknown> {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await startTestServer();
  document = await (await server.fetch("/api/openapi.json")).json();
});
afterAll(() => server.close());

const operations = (): [name: string, operation: Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

test("the description is a valid OpenAPI 3.1 document", async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  expect(result.errors ?? []).toEqual([]);
  expect(validator.version).toBe("3.1");
});

test("the description has every route, and no other", () => {
  expect(
    operations()
      .map(([name]) => name)
      .sort(),
  ).toEqual(
    [
      "POST /api/auth/sign-up/email",
      "GET /api/registration",
      "GET /api/invites/{secret}",
      "GET /api/admin/settings",
      "PATCH /api/admin/settings",
      "GET /api/admin/overview",
      "GET /api/admin/overview/samples",
      "GET /api/admin/messages",
      "GET /api/admin/messages/export",
      "GET /api/admin/messages/{messageId}",
      "POST /api/admin/messages/changes",
      "POST /api/admin/messages/found-changes",
      "POST /api/admin/messages/openings",
      "GET /api/admin/rooms",
      "GET /api/admin/rooms/counts",
      "GET /api/admin/rooms/export",
      "POST /api/admin/rooms",
      "GET /api/admin/rooms/{roomId}",
      "PATCH /api/admin/rooms/{roomId}",
      "GET /api/admin/retention",
      "POST /api/admin/retention/trials",
      "PUT /api/admin/rooms/{roomId}/retention",
      "DELETE /api/admin/rooms/{roomId}",
      "GET /api/admin/rooms/{roomId}/members",
      "POST /api/admin/rooms/{roomId}/members",
      "PATCH /api/admin/rooms/{roomId}/members/{userId}",
      "DELETE /api/admin/rooms/{roomId}/members/{userId}",
      "GET /api/admin/invites",
      "GET /api/admin/invites/export",
      "GET /api/admin/registrations/export",
      "GET /api/admin/reports/export",
      "GET /api/admin/jobs/export",
      "POST /api/admin/invites",
      "DELETE /api/admin/invites/{inviteId}",
      "GET /api/admin/registrations",
      "PUT /api/admin/registrations/{userId}/approval",
      "PUT /api/admin/registrations/{userId}/refusal",
      "GET /api/admin/address-bans",
      "GET /api/admin/address-bans/export",
      "POST /api/admin/address-bans",
      "DELETE /api/admin/address-bans/{banId}",
      "GET /api/admin/filters",
      "GET /api/admin/filters/export",
      "POST /api/admin/filters",
      "PATCH /api/admin/filters/{filterId}",
      "DELETE /api/admin/filters/{filterId}",
      "POST /api/admin/filters/try",
      "POST /api/admin/people/{userId}/warnings",
      "PUT /api/admin/people/{userId}/silence",
      "DELETE /api/admin/people/{userId}/silence",
      "GET /api/admin/people/{userId}/sanctions",
      "POST /api/me/warnings/{warningId}/acknowledge",
      "POST /api/auth/request-password-reset",
      "POST /api/auth/reset-password",
      "POST /api/auth/request-unlock",
      "POST /api/auth/unlock",
      "GET /api/me/sign-ins",
      "GET /api/admin/people/{userId}/sign-ins",
      "POST /api/auth/change-password",
      "POST /api/auth/change-email",
      "POST /api/auth/change-username",
      "POST /api/auth/confirm-email",
      "POST /api/auth/sign-in/second-factor",
      "GET /api/auth/second-factor",
      "POST /api/auth/second-factor/begin",
      "POST /api/auth/second-factor/confirm",
      "POST /api/auth/second-factor/recovery-codes",
      "POST /api/auth/second-factor/switch-off",
      "POST /api/auth/sign-in/passkey/question",
      "POST /api/auth/sign-in/passkey",
      "GET /api/auth/sign-in/ways",
      "POST /api/auth/sign-in/provider",
      "GET /api/auth/provider/callback",
      "GET /api/auth/provider/link",
      "POST /api/auth/provider/link",
      "POST /api/auth/provider/unlink",
      "GET /api/auth/passkeys",
      "POST /api/auth/passkeys/begin",
      "POST /api/auth/passkeys/confirm",
      "POST /api/auth/passkeys/rename",
      "POST /api/auth/passkeys/remove",
      "GET /api/auth/deletion",
      "POST /api/auth/deletion",
      "GET /api/auth/data",
      "POST /api/auth/data",
      "POST /api/auth/data/cancel",
      "POST /api/auth/data/link",
      "GET /api/auth/data/archive",
      "POST /api/auth/request-confirmation",
      "POST /api/auth/sign-in/username",
      "POST /api/auth/sign-in/email",
      "POST /api/auth/sign-out",
      "GET /api/auth/get-session",
      "GET /api/auth/list-sessions",
      "POST /api/auth/revoke-session",
      "POST /api/auth/revoke-other-sessions",
      "GET /api/auth/token",
      "GET /api/auth/jwks",
      "GET /api/me",
      "GET /api/admin/roles",
      "POST /api/admin/roles",
      "PATCH /api/admin/roles/{roleId}",
      "DELETE /api/admin/roles/{roleId}",
      "GET /api/admin/emoji",
      "GET /api/admin/emoji/export",
      "GET /api/admin/tokens",
      "GET /api/admin/tokens/export",
      "POST /api/admin/tokens/revoke",
      "DELETE /api/admin/people/{userId}/tokens/{tokenId}",
      "GET /api/admin/bots",
      "GET /api/admin/bots/export",
      "POST /api/admin/bots",
      "PATCH /api/admin/bots/{userId}",
      "PUT /api/admin/bots/{userId}/picture",
      "DELETE /api/admin/bots/{userId}/picture",
      "DELETE /api/admin/bots/{userId}",
      "GET /api/admin/bots/{userId}/tokens",
      "POST /api/admin/bots/{userId}/tokens",
      "DELETE /api/admin/bots/{userId}/tokens/{tokenId}",
      "GET /api/me/tokens",
      "POST /api/me/tokens",
      "DELETE /api/me/tokens/{tokenId}",
      "GET /api/me/changes",
      "GET /api/me/presence",
      "PATCH /api/me/presence",
      "PATCH /api/me/profile",
      "GET /api/me/settings",
      "PUT /api/me/settings/{settingName}",
      "DELETE /api/me/settings/{settingName}",
      "GET /api/drafts",
      "PUT /api/rooms/{roomId}/draft",
      "PUT /api/rooms/{roomId}/muted",
      "DELETE /api/rooms/{roomId}/muted",
      "PUT /api/rooms/{roomId}/section",
      "DELETE /api/rooms/{roomId}/section",
      "PUT /api/sections/{sectionId}",
      "PUT /api/sections/{sectionId}/sort",
      "DELETE /api/sections/{sectionId}",
      "DELETE /api/sections/{sectionId}/sort",
      "PATCH /api/list",
      "POST /api/rooms/{roomId}/scheduled",
      "GET /api/scheduled",
      "PATCH /api/scheduled/{scheduledId}",
      "DELETE /api/scheduled/{scheduledId}",
      "GET /api/me/blocks",
      "PUT /api/me/blocks/{userId}",
      "DELETE /api/me/blocks/{userId}",
      "GET /api/admin/people",
      "POST /api/admin/people",
      "GET /api/admin/people/export",
      "GET /api/admin/audit/export",
      "POST /api/admin/people/changes",
      "GET /api/admin/people/{userId}",
      "DELETE /api/admin/people/{userId}/second-factor",
      "PUT /api/admin/people/{userId}/role",
      "PUT /api/admin/people/{userId}/suspension",
      "DELETE /api/admin/people/{userId}/suspension",
      "DELETE /api/admin/people/{userId}/sessions",
      "POST /api/admin/people/{userId}/reset-link",
      "POST /api/admin/owner",
      "GET /api/admin/audit",
      "PUT /api/admin/people/{userId}/deletion",
      "DELETE /api/admin/people/{userId}/deletion",
      "GET /api/admin/jobs",
      "POST /api/admin/jobs/{jobId}/cancel",
      "POST /api/admin/jobs/{jobId}/retry",
      "GET /api/admin/reports",
      "POST /api/admin/reports/{reportId}/resolve",
      "POST /api/messages/{messageId}/report",
      "PUT /api/me/picture",
      "DELETE /api/me/picture",
      "GET /api/users/{userId}/pictures/{picture}",
      "GET /api/emoji",
      "PUT /api/emoji/{emojiName}",
      "DELETE /api/emoji/{emojiName}",
      "GET /api/emoji/{emojiName}/images/{hash}",
      "GET /api/saved",
      "PUT /api/messages/{messageId}/saved",
      "DELETE /api/messages/{messageId}/saved",
      "GET /api/users",
      "GET /api/users/{userId}",
      "GET /api/rooms",
      "POST /api/rooms",
      "GET /api/rooms/search",
      "GET /api/rooms/{roomId}",
      "PATCH /api/rooms/{roomId}",
      "DELETE /api/rooms/{roomId}",
      "GET /api/rooms/{roomId}/changes",
      "POST /api/rooms/{roomId}/read",
      "POST /api/rooms/{roomId}/unread",
      "POST /api/rooms/{roomId}/join",
      "POST /api/rooms/{roomId}/leave",
      "GET /api/rooms/{roomId}/members",
      "POST /api/rooms/{roomId}/members",
      "PATCH /api/rooms/{roomId}/members/{userId}",
      "DELETE /api/rooms/{roomId}/members/{userId}",
      "GET /api/rooms/{roomId}/messages",
      "POST /api/rooms/{roomId}/messages",
      "GET /api/messages/{messageId}/thread",
      "PUT /api/messages/{messageId}/thread/follow",
      "DELETE /api/messages/{messageId}/thread/follow",
      "POST /api/messages/{messageId}/thread/read",
      "GET /api/threads",
      "GET /api/mentions",
      "GET /api/messages/{messageId}",
      "PATCH /api/messages/{messageId}",
      "DELETE /api/messages/{messageId}",
      "GET /api/rooms/{roomId}/pins",
      "PUT /api/messages/{messageId}/pin",
      "DELETE /api/messages/{messageId}/pin",
      "GET /api/messages/{messageId}/readers",
      "GET /api/messages/{messageId}/history",
      "GET /api/messages/{messageId}/reactions/{emoji}",
      "PUT /api/messages/{messageId}/reactions/{emoji}",
      "DELETE /api/messages/{messageId}/reactions/{emoji}",
      "POST /api/directs",
      "PUT /api/rooms/{roomId}/hidden",
      "DELETE /api/rooms/{roomId}/hidden",
    ].sort(),
  );
});

test("every route says what it does, and every answer what it means", () => {
  const ids = operations().map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [name, { summary, tags, responses }] of operations()) {
    expect([name, summary?.length > 0, tags?.length]).toEqual([name, true, 1]);
    for (const [status, { description, content }] of Object.entries(responses)) {
      expect([name, status, description?.length > 0]).toEqual([name, status, true]);
      if (Number(status) < 400) continue;
      expect(content).toEqual({
        "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
      });
    }
  }
});

test("the schemas of the protocol are described once, by name", () => {
  const { Room, MyRoom, Message, Member, User, Me, Problem } = document.components.schemas;
  for (const schema of [Room, MyRoom, Message, Member, User, Me, Problem]) {
    expect(schema).toMatchObject({ type: "object" });
  }
  expect(document.components.schemas.MyRooms).toMatchObject({
    properties: { rooms: { items: { $ref: "#/components/schemas/MyRoom" } } },
  });
});

test("every error code is one that some route, or the gateway, is described to give", () => {
  const described = JSON.stringify(document);
  const ofTheGateway = ["frame.malformed", "frame.unknown_type", "frame.invalid"];
  const ofAnyAddress = ["route.not_found"];
  for (const code of Object.keys(errors)) {
    const known = [...ofTheGateway, ...ofAnyAddress].includes(code);
    expect([code, known || described.includes(`\`${code}\``)]).toEqual([code, true]);
  }
});

test("the docs page needs nothing from elsewhere", async () => {
  const page = await server.fetch("/api/docs");
  expect(page.status).toBe(200);
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => `${file}`);
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect((await server.fetch(file)).status).toBe(200);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/https?:/);
});
