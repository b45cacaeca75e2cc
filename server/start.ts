import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import type { Accounts } from "./accounts/accounts.ts";
import { CurrentRoles } from "./accounts/current-roles.ts";
import { openAccounts } from "./accounts/open-accounts.ts";
import { loadServerSecrets } from "./accounts/server-secrets.ts";
import { AddressBans } from "./address-bans/current.ts";
import type { Bus } from "./bus/bus.ts";
import { openBus } from "./bus/open.ts";
import type { Config } from "./config.ts";
import type { Context } from "./context.ts";
import { DataExports } from "./data-exports/data-exports.ts";
import { Filters } from "./filters/current.ts";
import { Gateway } from "./gateway/gateway.ts";
import { HealthMonitor } from "./health.ts";
import { createApp, createPlainApp } from "./http/app.ts";
import { upgradeAddress } from "./http/client-address.ts";
import { healthRoutes } from "./http/health.ts";
import { listen } from "./http/listen.ts";
import type { App } from "./http/typed-app.ts";
import { inTime } from "./in-time.ts";
import { housekeeping, type Mails } from "./jobs/housekeeping.ts";
import { type RunningJobs, startJobs } from "./jobs/jobs.ts";
import { works } from "./jobs/works.ts";
import { OpenConnections } from "./limits/open-connections.ts";
import { RateLimits } from "./limits/rate-limits.ts";
import { SharedUse } from "./limits/shared-use.ts";
import { type MailSettings, readMailSettings } from "./mail/settings.ts";
import { openSmtp } from "./mail/smtp.ts";
import { PostQueue } from "./messages/post-queue.ts";
import { Meter } from "./overview/meter.ts";
import { forgetNode, type Reporter, reportEveryMs, reportNode } from "./overview/report.ts";
import { followProvider } from "./people/follow-provider.ts";
import { AskedPeople } from "./presence/asked-people.ts";
import { writeDeliveries } from "./reads/deliveries.ts";
import { MarkQueue } from "./reads/mark-queue.ts";
import { writeMarks } from "./reads/read-batch.ts";
import { welcome } from "./registration/welcome.ts";
import { returnWindow } from "./return-window.ts";
import { type Role, readRoles } from "./roles.ts";
import { ChangeQueue } from "./rooms/change-queue.ts";
import { CurrentSettings } from "./server-settings/current.ts";
import { environmentOf } from "./server-settings/table.ts";
import { refusalFor } from "./store/failure.ts";
import { openStore, type Store } from "./store/open-store.ts";

/** A server that takes requests. */
export interface RunningServer {
  port: number;
  /** Resolves with the reason when the server cannot go on. */
  failed: Promise<Error>;
  /** Sends everybody away in order, finishes writes, and closes the database. */
  close(): Promise<void>;
  /** Ends the embedded database at once, for a process that has to end at once. */
  abort(): void;
}

/**
 * Starts a server, or the part of one that its roles name: database, bus, domain, HTTP, gateway and
 * jobs.
 *
 * @throws StartError
 */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const roles = readRoles(config);
  const mailSettings = readMailSettings(config);
  const onFault = faultLogger(log);
  const store = await openStore(config, log);
  try {
    const bus = await openBus({
      redisUrl: config.redisUrl,
      serverId: async () => (await loadServerSecrets(store.database.db, config.secret)).serverId,
      log,
      onListenerError: onFault,
    });
    try {
      return await serve({ config, log, onFault, roles, store, bus, mailSettings });
    } catch (error) {
      await bus.close();
      throw error;
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface ServerParts {
  config: Config;
  log: Logger;
  onFault(error: unknown): void;
  roles: ReadonlySet<Role>;
  store: Store;
  bus: Bus;
  mailSettings: MailSettings | null;
}

async function serve(parts: ServerParts): Promise<RunningServer> {
  const { config, log, onFault, roles, store, bus } = parts;
  const { database } = store;
  const posts = new PostQueue(database.pipeline, bus, onFault);
  const meter = new Meter();
  posts.onStored = (ms) => meter.commits.took(ms);
  const changes = new ChangeQueue(database, bus);
  const reads = new MarkQueue(database.db, bus, writeMarks);
  const deliveries = new MarkQueue(database.db, bus, writeDeliveries);
  const settings = await CurrentSettings.open({
    ...{ db: database.db, bus, onReadError: onFault },
    environment: environmentOf(config),
  });
  const customRoles = await CurrentRoles.open({ db: database.db, bus, onReadError: onFault });
  const bans = await AddressBans.open({
    ...{ db: database.db, bus, onReadError: onFault },
    now: () => new Date(),
  });
  const filters = await Filters.open({ db: database.db, bus, onReadError: onFault });
  const ctx: Context = {
    database,
    bus,
    posts,
    changes,
    reads,
    deliveries,
    asked: new AskedPeople(bus),
    meter,
    pageSize: config.pageSize,
    settings,
    roles: customRoles,
    bans,
    filters,
    sendsMail: config.smtpUrl !== undefined,
    deletionGraceDays: config.deletionGraceDays,
    deletedMessages: config.deletedMessages,
    showsReceipts: config.readReceipts,
  };
  const accounts = await openAccounts({
    database,
    settings: config,
    serverSettings: settings,
    roles: customRoles,
    bus,
    log,
    onAccountCreated: (me) => welcome(ctx, me),
    giveRole: (userId, roles) => followProvider(ctx, userId, roles),
  });
  const isShared = config.redisUrl !== undefined;
  const rates = new RateLimits(config.rateLimitPercent, () => performance.now(), isShared);
  const sharedUse = isShared ? new SharedUse(bus, rates) : null;
  const dataExports = new DataExports({
    ...{ ctx, works, settings: config, now: () => new Date() },
    changes: accounts.changes,
  });
  const app = roles.has("api")
    ? await createApp({
        ...{ ctx, accounts, rates, config, log, dataExports },
        now: () => new Date(),
        ...findWebClient(log),
      })
    : await createPlainApp({ config, log });
  let isStopping = false;
  const askDatabase = () => store.probe.isReady();
  const health = new HealthMonitor({ askDatabase, bus, onFault });
  healthRoutes(app, { check: () => health.check(), isStopping: () => isStopping });
  const gateway = roles.has("gateway")
    ? new Gateway({
        ctx,
        health,
        rates,
        open: new OpenConnections(
          bus,
          { person: config.connectionsPerPerson, address: config.connectionsPerAddress },
          Date.now,
        ),
        addressOf: (request) => upgradeAddress(request, config.trustProxy),
        authenticate: async (hello, { request, address }) => {
          bans.refuse(address);
          const device = await accounts.visitors.authenticateDevice(request.headers, hello.token);
          accounts.uses.note(device.sessionId, address);
          return device;
        },
        onUse: (sessionId) => accounts.uses.note(sessionId, null),
        onFault,
      })
    : null;
  gateway?.attach(app.server);
  const port = await listen(app, config).catch(async (error) => {
    health.close();
    const followed = [settings, customRoles, bans, filters].map((one) => one.close());
    await Promise.all([app.close(), gateway?.close(0), sharedUse?.close(), ...followed]);
    throw error;
  });
  const mails = roles.has("worker") ? openMails(parts) : null;
  const reporter: Reporter = {
    ...{ id: randomUUID(), roles: [...roles], startedAt: new Date(), gateway },
    folder: config.dataDir,
  };
  const report = { run: () => reportNode(ctx, reporter, new Date()), everyMs: reportEveryMs };
  const work = roles.has("worker") ? housekeeping(ctx, config, mails, onFault) : [];
  const jobs = startJobs([report, ...work], onFault);
  const close = () => {
    isStopping = true;
    const running = { ...parts, ctx, accounts, app, health, gateway, jobs, sharedUse, reporter };
    return stop(running);
  };
  return { port, failed: store.failed, close, abort: store.abort };
}

/** A mail server that is away now may be back when there is a mail: it keeps nobody from starting. */
function openMails({ mailSettings: settings, log }: ServerParts): Mails | null {
  if (!settings) return null;
  const smtp = openSmtp(settings);
  smtp.check().catch((error: unknown) => {
    log.error(
      { reason: String(error) },
      "the mail server of SMTP_URL takes no mails now; those that are to be sent wait for it",
    );
  });
  return { settings, smtp, log };
}

interface RunningParts extends ServerParts {
  ctx: Context;
  accounts: Accounts;
  app: App;
  health: HealthMonitor;
  gateway: Gateway | null;
  jobs: RunningJobs;
  sharedUse: SharedUse | null;
  reporter: Reporter;
}

async function stop(parts: RunningParts): Promise<void> {
  const { config, log, ctx, accounts, app, health, sharedUse, bus, store } = parts;
  const ended = sendAway(parts).then(() => true);
  if (!(await inTime(ended, config.shutdownTimeoutMs, false))) {
    log.warn("requests or connections that did not end in time are cut");
    app.server.closeAllConnections();
  }
  // A database that is away does not keep a node from stopping: its row goes after a while.
  await forgetNode(ctx.database.db, parts.reporter.id).catch(() => {});
  health.close();
  await Promise.all([
    accounts.close(),
    sharedUse?.close(),
    ctx.settings.close(),
    ctx.roles.close(),
  ]);
  await bus.close();
  await store.close();
}

async function sendAway({ config, ctx, app, gateway, jobs }: RunningParts): Promise<void> {
  const stopped = Promise.all([app.close(), jobs.stop()]);
  // A connection that was busy when the closing began is kept alive after its answer.
  const hangUp = setInterval(() => app.server.closeIdleConnections(), hangUpEveryMs);
  await gateway?.close(returnWindow(config.returnWindowMs, gateway.size));
  await Promise.all([ctx.posts.drain(), ctx.reads.drain(), ctx.deliveries.drain()]);
  await stopped;
  clearInterval(hangUp);
}

/** A program that only needs the API may run without the web client. */
function findWebClient(log: Logger): { webRoot?: string } {
  const webRoot = fileURLToPath(new URL("../web/dist", import.meta.url));
  if (existsSync(`${webRoot}/index.html`)) return { webRoot };
  log.warn('the web client is not built; "npm run build" builds it');
  return {};
}

const hangUpEveryMs = 50;

const outageLineEveryMs = 1_000;

/** Logs faults; while the database is out of reach, one line a second stands for all. */
function faultLogger(log: Logger): (error: unknown) => void {
  let outageLoggedAtMs = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (refusalFor(error).code !== "server.busy") {
      log.error({ err: error }, "a fault");
    } else if (performance.now() - outageLoggedAtMs > outageLineEveryMs) {
      outageLoggedAtMs = performance.now();
      log.warn({ reason: String(error) }, "the database is out of reach or busy");
    }
  };
}
