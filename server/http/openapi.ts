import { readFile } from "node:fs/promises";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import * as accountSchemas from "@roost/protocol/accounts.ts";
import { Changes } from "@roost/protocol/changes.ts";
import * as httpSchemas from "@roost/protocol/http.ts";
import { Member } from "@roost/protocol/member.ts";
import { Message, SystemEvent } from "@roost/protocol/message.ts";
import { MyRoom } from "@roost/protocol/my-room.ts";
import { Problem } from "@roost/protocol/problem.ts";
import { Room } from "@roost/protocol/room.ts";
import { Me, User } from "@roost/protocol/user.ts";
import { describeRights } from "./rights.ts";
import type { App } from "./typed-app.ts";

const logoFile = new URL("../../web/public/favicon.svg", import.meta.url);

/** Schemas that the document describes once, by name. */
const named = {
  ...accountSchemas,
  ...httpSchemas,
  Changes,
  Me,
  Member,
  Message,
  MyRoom,
  Problem,
  Room,
  SystemEvent,
  User,
};

const description = `
Every room has a \`version\`, raised by one with each change, and every message a \`number\`,
1, 2, 3 … in its room. A client that keeps both never misses anything: it asks for the changes
since its version.

Send \`Authorization: Bearer\` with a token of \`GET /api/auth/token\` or an API token, or the session cookie.
A client that acts for one person may name them in the header \`Roost-User\`, by their id: where the
token or cookie is of another, the answer is \`auth.other_person\` and nothing is done.
Refusals are problem documents (RFC 9457) with a stable \`code\`. Ids are UUIDs in lower case.
`;

/** Collects the routes that are added after it, into `GET /api/openapi.json`. */
export async function describeApi(app: App, cookiePrefix: string): Promise<void> {
  app.addHook("onRoute", describeRights);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Roost", description, version: "1" },
      servers: [{ url: "/" }],
      tags: [
        { name: "accounts", description: "Signing up, in and out; sessions and tokens." },
        { name: "people", description: "Who is on this server." },
        { name: "rooms", description: "Rooms, what changed in them, and what I have read." },
        { name: "my list of rooms", description: "Muted rooms, sections, and what stands first." },
        { name: "members", description: "Who is in a room." },
        { name: "messages", description: "Messages of a room." },
        { name: "emoji", description: "What was added to the emoji of Unicode on this server." },
        { name: "administration", description: "What those do who look after a server." },
      ],
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", bearerFormat: "JWT, or an API token" },
          cookie: { type: "apiKey", in: "cookie", name: `${cookiePrefix}.session_token` },
        },
      },
      security: [{ token: [] }, { cookie: [] }],
    },
    convertConstToEnum: false,
    // Pages of the web client and the like are no part of the API.
    hideUntagged: true,
    transformObject: (document) => {
      if (!("openapiObject" in document)) return document.swaggerObject;
      return nameSchemas(document.openapiObject);
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/api/docs",
    logo: { type: "image/svg+xml", content: await readFile(logoFile), href: "/" },
    theme: { title: "Roost API" },
    uiConfig: { validatorUrl: null, tryItOutEnabled: true },
    staticCSP: {
      "default-src": ["'none'"],
      "connect-src": ["'self'"],
      "font-src": ["'self'", "data:"],
      "frame-ancestors": ["'none'"],
      "img-src": ["'self'", "data:"],
      "script-src": ["'self'"],
      "style-src": ["'self'", "'unsafe-inline'"],
    },
  });
  app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

/** Puts a reference wherever a schema of the protocol is spelled out. */
function nameSchemas<Document extends { components?: object }>(document: Document): Document {
  const names = new Map(
    Object.entries(named).map(([name, schema]) => [JSON.stringify(schema), name]),
  );
  const schemas: Record<string, unknown> = {};
  const visit = (value: unknown, isRoot: boolean): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const name = isRoot ? undefined : names.get(JSON.stringify(value));
    if (name !== undefined) {
      schemas[name] ??= visit(value, true);
      return { $ref: `#/components/schemas/${name}` };
    }
    if (Array.isArray(value)) return value.map((item) => visit(item, false));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, visit(item, false)]),
    );
  };
  const visited = visit(document, false) as Document;
  return { ...visited, components: { ...visited.components, schemas } };
}
