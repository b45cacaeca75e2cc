import { randomUUID } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { limits } from "@roost/protocol/limits.ts";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import type { Logger } from "pino";
import { Refusal } from "../refusal.ts";
import {
  requireAdmittedPerson,
  requireIdentity,
  requireNamedPerson,
  requireOwnPage,
} from "./authenticate.ts";
import { acceptJson } from "./json-body.ts";
import { limitAddresses, limitPeople } from "./limit-rate.ts";
import { describeApi } from "./openapi.ts";
import { answerError, answerUnreadable, sendProblem } from "./problem.ts";
import { refuseBanned } from "./refuse-banned.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { addressBanRoutes } from "./routes/address-bans.ts";
import { admissionRoutes } from "./routes/admission.ts";
import { admissionExportRoutes } from "./routes/admission-export.ts";
import { apiTokenRoutes } from "./routes/api-tokens.ts";
import { auditRoutes } from "./routes/audit.ts";
import { botRoutes } from "./routes/bots.ts";
import { customRoleRoutes } from "./routes/custom-roles.ts";
import { directRoutes } from "./routes/directs.ts";
import { emojiRoutes } from "./routes/emoji.ts";
import { filterRoutes } from "./routes/filters.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { listRoutes } from "./routes/list.ts";
import { managedEmojiRoutes } from "./routes/managed-emoji.ts";
import { managedMessageRoutes } from "./routes/managed-messages.ts";
import { managedRoomRoutes } from "./routes/managed-rooms.ts";
import { managedTokenRoutes } from "./routes/managed-tokens.ts";
import { meRoutes } from "./routes/me.ts";
import { memberRoutes } from "./routes/members.ts";
import { messageRoutes } from "./routes/messages.ts";
import { oneBotRoutes } from "./routes/one-bot.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { ownRoutes } from "./routes/own.ts";
import type { RouteParts } from "./routes/parts.ts";
import { peopleRoutes } from "./routes/people.ts";
import { peopleListRoutes } from "./routes/people-list.ts";
import { pictureRoutes } from "./routes/pictures.ts";
import { pinRoutes } from "./routes/pins.ts";
import { registrationRoutes } from "./routes/registration.ts";
import { reportRoutes } from "./routes/reports.ts";
import { retentionRoutes } from "./routes/retention.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { sanctionRoutes } from "./routes/sanctions.ts";
import { scheduledRoutes } from "./routes/scheduled.ts";
import { serverSettingsRoutes } from "./routes/server-settings.ts";
import { signInHistoryRoutes } from "./routes/sign-in-history.ts";
import { userRoutes } from "./routes/users.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import type { App } from "./typed-app.ts";
import { refuseInvalid, refuseUnstorable, validatorCompiler } from "./validation.ts";
import { serveWebClient } from "./web-client.ts";

export interface AppParts extends RouteParts {
  log: Logger;
  /** The folder of the built web client; undefined serves the API alone. */
  webRoot?: string;
}

type BareParts = Pick<AppParts, "config" | "log">;

/** A request that takes longer to arrive is given up. */
const slowestRequestMs = 60_000;

/** Believes what the proxy in front saw, and not what the visitor told that proxy. */
const nearestProxy = (_address: string, hop: number) => hop === 0;

/**
 * The HTTP side of a server: REST and the web client. It is not listening yet, and other routes may
 * be added.
 */
export async function createApp(parts: AppParts): Promise<App> {
  const app = await createBareApp(parts);
  await describeApi(app, parts.accounts.cookies.prefix);
  await app.register(async (api: App) => openRoutes(api, parts), { prefix: "/api/auth" });
  await app.register(async (api: App) => visitorRoutes(api, parts), { prefix: "/api" });
  await app.register(async (api: App) => memberOnlyRoutes(api, parts), { prefix: "/api" });
  await serveWebClient(app, parts.webRoot);
  return app;
}

/** The HTTP side of a node that leaves REST and the web client to others. */
export async function createPlainApp(parts: BareParts): Promise<App> {
  const app = await createBareApp(parts);
  app.setNotFoundHandler(({ method, url }, reply) => {
    const address = url.split("?", 1)[0];
    const detail = `This node does not answer ${method} ${address}; a node with the role "api" may.`;
    return sendProblem(reply, new Refusal("route.not_found", detail));
  });
  return app;
}

/** Without routes: bounds, and errors in our form. */
async function createBareApp(parts: BareParts): Promise<App> {
  const app: App = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    // Whole requests hold cookies and tokens; the hook below says what may be known.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: parts.config.trustProxy && nearestProxy,
    bodyLimit: limits.httpBodyBytes,
    schemaErrorFormatter: refuseInvalid,
    frameworkErrors: answerError,
    clientErrorHandler: answerUnreadable,
    requestTimeout: slowestRequestMs,
    // An offer to speak HTTP/2 (`Upgrade: h2c`) may be passed over; the request is an ordinary one.
    http: {
      shouldUpgradeCallback: ({ headers }) =>
        headers.upgrade?.toLowerCase() === "websocket" && app.server.listenerCount("upgrade") > 0,
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  app.decorateRequest("actor", null);
  app.decorateRequest("sessionId", null);
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms }, "request");
  });
  acceptJson(app);
  await addSecurityHeaders(app);
  return app;
}

/** Routes for people who are not signed in yet, too. */
function openRoutes(api: App, parts: RouteParts): void {
  api.addHook("onRequest", refuseBanned(parts.ctx.bans));
  api.addHook("onRequest", limitAddresses(parts.rates));
  api.addHook("onRequest", requireOwnPage(parts.accounts));
  api.addHook("onRequest", requireNamedPerson(parts.accounts));
  api.addHook("onRequest", requireAdmittedPerson(parts.accounts));
  api.addHook("preHandler", refuseUnstorable);
  accountRoutes(api, parts);
}

/** What anybody may ask, whoever is signed in. */
function visitorRoutes(api: App, parts: RouteParts): void {
  api.addHook("onRequest", refuseBanned(parts.ctx.bans));
  api.addHook("onRequest", limitAddresses(parts.rates));
  registrationRoutes(api, parts);
}

/** Routes for people who are signed in. */
function memberOnlyRoutes(api: App, parts: RouteParts): void {
  api.addHook("onRequest", refuseBanned(parts.ctx.bans));
  api.addHook("onRequest", limitPeople(parts.rates, requireIdentity(parts.accounts)));
  api.addHook("preHandler", refuseUnstorable);
  meRoutes(api, parts);
  apiTokenRoutes(api, parts);
  botRoutes(api, parts);
  oneBotRoutes(api, parts);
  managedTokenRoutes(api, parts);
  managedEmojiRoutes(api, parts);
  customRoleRoutes(api, parts);
  userRoutes(api, parts);
  pictureRoutes(api, parts);
  roomRoutes(api, parts);
  memberRoutes(api, parts);
  messageRoutes(api, parts);
  pinRoutes(api, parts);
  directRoutes(api, parts);
  listRoutes(api, parts);
  ownRoutes(api, parts);
  scheduledRoutes(api, parts);
  emojiRoutes(api, parts);
  peopleListRoutes(api, parts);
  peopleRoutes(api, parts);
  overviewRoutes(api, parts);
  managedRoomRoutes(api, parts);
  retentionRoutes(api, parts);
  managedMessageRoutes(api, parts);
  admissionExportRoutes(api, parts);
  auditRoutes(api, parts);
  signInHistoryRoutes(api, parts);
  reportRoutes(api, parts);
  sanctionRoutes(api, parts);
  addressBanRoutes(api, parts);
  filterRoutes(api, parts);
  serverSettingsRoutes(api, parts);
  admissionRoutes(api, parts);
  jobRoutes(api, parts);
}
