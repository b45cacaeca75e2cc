import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { limits } from "@roost/protocol/limits.ts";
import { registrationModes } from "@roost/protocol/registration-modes.ts";
import Type, { type Static, type TSchema } from "typebox";
import { Value } from "typebox/value";
import { allRoles } from "./roles.ts";
import { StartError } from "./start-error.ts";

/** The values that a setting takes: for the machine, and in words. */
interface Kind<S extends TSchema> {
  schema: S;
  allowed: string;
}

interface Setting<S extends TSchema, D> extends Kind<S> {
  /** The value where the environment has none. */
  fallback: D;
  /** For the table in the README. */
  meaning: string;
}

/**
 * Every setting. Each comes from the environment variable of the same name: `pageSize` from
 * `PAGE_SIZE`.
 */
const table = {
  host: setting(
    text("^[^\\s/]+$", "a host name or an IP address"),
    "::",
    "Address to listen on. `::` is every address of the machine.",
  ),
  port: setting(wholeNumber(0, 65_535), 3000, "TCP port to listen on. `0` takes a free one."),
  publicUrl: setting(
    text("^https?://[^\\s/?#]+/?$", "http:// or https:// and a host, without a path"),
    undefined,
    "The address that people open, such as `https://chat.example.org`. Set it where a proxy is in front: then only pages of this address may write. Not set: the host of each request counts.",
  ),
  trustProxy: setting(
    yesOrNo(),
    false,
    "Whether a reverse proxy in front sets `X-Forwarded-For`, `-Proto` and `-Host`. Without such a proxy anybody could forge them.",
  ),
  dataDir: setting(
    text("^[^\\0]+$", "the path of a folder"),
    "./data",
    "Folder of the embedded PostgreSQL. Not used with `DATABASE_URL`.",
  ),
  databaseUrl: setting(
    text("^postgres(ql)?://", "an address that begins with postgres://"),
    undefined,
    "`postgres://user:password@host:5432/database` of a PostgreSQL (14 or newer) to use instead of the embedded one.",
  ),
  redisUrl: setting(
    text("^rediss?://", "an address that begins with redis:// or rediss://"),
    undefined,
    "`redis://user:password@host:6379` of the Redis, Redis Cluster or Valkey that joins the nodes of one server. Needs `DATABASE_URL`. Not set: this node is alone.",
  ),
  role: setting(
    someOf(...allRoles),
    allRoles.join(","),
    "What this node does, with commas in between: `api` (REST and the web client), `gateway` (WebSockets), `worker` (jobs).",
  ),
  databasePoolSize: setting(wholeNumber(2, 500), 16, "Connections to PostgreSQL, at most."),
  serverName: setting(
    text(
      `^[^\\r\\n]{1,${admissionLimits.serverNameCharacters}}$`,
      "a line of at most 60 characters",
    ),
    undefined,
    "What the server is called. Not set: as it is set in the server, or “Roost”.",
  ),
  registration: setting(
    choice(...registrationModes),
    undefined,
    "Who may sign up after the first account: everybody (`open`), who confirms an e-mail address of an allowed domain (`domain`), everybody, and waits until somebody lets them in (`approval`), who was given a link (`invite`), or nobody (`closed`). Not set: as it is set in the server, `open` at first.",
  ),
  allowedDomains: setting(
    text(
      "^[^\\s,@]+(?:\\s*,\\s*[^\\s,@]+)*$",
      "domains such as example.org, with commas in between",
    ),
    undefined,
    "Domains of the e-mail addresses that may sign up with `domain`, with commas in between. Not set: as they are set in the server.",
  ),
  isSetUp: setting(
    yesOrNo(),
    undefined,
    "Whether the owner of a new server is not led through its first steps. Not set: they are, once.",
  ),
  emailVerification: setting(
    choice("none", "required"),
    "none",
    "Whether who signs up confirms their e-mail address, by a link that is mailed to it, before they can do anything else (`required`), or need not (`none`). Needs `SMTP_URL`. Who has an account already, and the first account, need not.",
  ),
  oidcIssuer: setting(
    text("^https?://[^\\s?#]+$", "an address that begins with https://"),
    undefined,
    "The address of an identity provider (OpenID Connect) that people sign in with, as it names itself: `https://login.example.org/realms/main`. Needs `OIDC_CLIENT_ID` and `PUBLIC_URL`; the provider has to let people come back to `PUBLIC_URL` with `/api/auth/provider/callback`.",
  ),
  oidcClientId: setting(
    text("^\\S+$", "what the identity provider calls this server, without spaces"),
    undefined,
    "What the identity provider calls this server.",
  ),
  oidcClientSecret: setting(
    text("^\\S+$", "what the identity provider gave, without spaces"),
    undefined,
    "What this server shows the identity provider that it is itself. Not set: PKCE alone.",
  ),
  oidcName: setting(
    text("^.{1,40}$", "a name of at most 40 characters"),
    "Single sign-on",
    "What people know the identity provider by, on the button to sign in.",
  ),
  oidcScopes: setting(
    text("^openid(?: \\S+)*$", "openid and further scopes, with spaces in between"),
    "openid profile email",
    "What the identity provider is asked for.",
  ),
  oidcGroups: setting(
    text("^\\S+$", "the name of a claim, without spaces"),
    "groups",
    "The claim in which the identity provider lists the groups of somebody.",
  ),
  oidcRoles: setting(
    text(
      "^[^,=]+=\\s*(?:admin|moderator|member|guest|custom:[^,=]*[^,=\\s][^,=]*)\\s*(?:,[^,=]+=\\s*(?:admin|moderator|member|guest|custom:[^,=]*[^,=\\s][^,=]*)\\s*)*$",
      "groups with the role of each, admin, moderator, member, guest or custom:NAME, with commas in between: chat-admins=admin",
    ),
    undefined,
    "Roles by groups of the identity provider, such as `chat-admins=admin, artists=custom:Emoji team`: at each sign-in with it somebody gets the highest role of their groups, or else `member`. The owner of the server stays. Not set: the provider has no say in roles.",
  ),
  passwordSignIn: setting(
    yesOrNo(),
    true,
    "Whether people sign in and up with passwords, too. `false` leaves the identity provider, and passkeys. Needs `OIDC_ISSUER`.",
  ),
  secret: setting(
    text("^.{32,}$", "at least 32 characters long"),
    undefined,
    "Signs session cookies and encrypts signing keys and second factors. Not set: made at the first start and kept in the database. Changing it signs everybody out, and second factors take recovery codes alone.",
  ),
  tokenLifetimeSeconds: setting(
    wholeNumber(60, 86_400),
    600,
    "How long a token for the gateway and the API stays valid.",
  ),
  sessionIdleDays: setting(
    wholeNumber(1, 400),
    30,
    "Days after which a session that nobody uses ends, its open connections with it.",
  ),
  sessionMaxDays: setting(
    wholeNumber(1, 400),
    365,
    "Days after which people have to sign in again, however much they use a session. Browsers keep none for longer than 400.",
  ),
  sessionsPerPerson: setting(
    wholeNumber(1, 10_000),
    100,
    "At how many places one person is signed in at most. The next sign-in ends the session that was unused for the longest time.",
  ),
  connectionsPerPerson: setting(
    wholeNumber(0, 1_000_000),
    200,
    "How many connections one person has open at once, over all their tabs and devices, at most. `0` is no limit.",
  ),
  connectionsPerAddress: setting(
    wholeNumber(0, 1_000_000),
    20_000,
    "How many connections are open at once from one address, at most: a whole house may be behind one. `0` is no limit.",
  ),
  signInHistoryDays: setting(
    wholeNumber(1, 3_650),
    90,
    "Days for which people and those who look after them see who signed in to an account, and who was kept out.",
  ),
  passwordHashCost: setting(
    wholeNumber(10, 20),
    15,
    "How costly it is to guess the passwords that are set from now on, and older ones from the next sign-in on: log2 of scrypt's N. Each step doubles the time of a sign-in and its memory, 32 MiB at 15. Less is for tests.",
  ),
  authAttemptsPerMinute: setting(
    wholeNumber(0, 100_000),
    10,
    "Sign-ins and sign-ups a minute from one address, and wrong passwords for one account before it takes one a minute. `0` is no limit.",
  ),
  rateLimitPercent: setting(
    wholeNumber(0, 100_000),
    100,
    "How much people and addresses may do in a short time, in percent of the table in docs/protocol.md. `0` is no limit.",
  ),
  smtpUrl: setting(
    text(
      "^smtps?://(?:[^\\s/@]+@)?[^\\s/@:?#]+(?::\\d{1,5})?/?(?:\\?\\S*)?$",
      "an address that begins with smtp:// or smtps://, with a host and no path",
    ),
    undefined,
    "`smtps://user:password@mail.example.org:465` of the mail server that takes this server's mails; `smtp://` for one that is asked for TLS after the greeting (`?requireTLS=true` insists on it). Needs `MAIL_FROM` and `PUBLIC_URL`. Not set: no mails, and links come from the command line.",
  ),
  mailFrom: setting(
    text(
      "^(?:[^<>@\\r\\n]+ )?<[^<>@\\s]+@[^<>@\\s]+>$|^[^<>@\\s]+@[^<>@\\s]+$",
      "an address such as roost@example.org, or one with a name: Roost <roost@example.org>",
    ),
    undefined,
    "Whom mails are from, such as `Roost <roost@example.org>`.",
  ),
  pageSize: setting(
    wholeNumber(1, limits.pageRows),
    50,
    "Messages of a page where the request does not say.",
  ),
  readReceipts: setting(
    yesOrNo(),
    true,
    "Whether people see in directs and small rooms who has read what. Where they do, each may switch it off for themselves.",
  ),
  dataKeptDays: setting(
    wholeNumber(1, 60),
    7,
    "Days for which the download of somebody's data is kept, once it was put together.",
  ),
  dataEveryHours: setting(
    wholeNumber(1, 8_760),
    24,
    "Hours after which somebody can ask for the download of their data again.",
  ),
  deletionGraceDays: setting(
    wholeNumber(0, 365),
    14,
    "Days between somebody's wish to delete their account and its end. Who signs in by then keeps it.",
  ),
  deletedMessages: setting(
    choice("anonymise", "remove"),
    "anonymise",
    "What becomes of the messages of somebody who is deleted: they stay, as those of a deleted account (`anonymise`), or are deleted (`remove`).",
  ),
  logLevel: setting(
    choice("trace", "debug", "info", "warn", "error", "fatal", "silent"),
    "info",
    "What is logged: this level and above.",
  ),
  shutdownTimeoutMs: setting(
    wholeNumber(100, 600_000),
    5_000,
    "How long a stopping server waits for requests and connections to end.",
  ),
  returnWindowMs: setting(
    wholeNumber(0, 600_000),
    3_000,
    "Clients of a stopping server come back spread over this time, or longer where they are many.",
  ),
} as const;

/** The settings that the server runs with. */
export type Config = {
  readonly [P in keyof typeof table]:
    | Static<(typeof table)[P]["schema"]>
    | ((typeof table)[P]["fallback"] extends undefined ? undefined : never);
};

/** The same table as rows. */
export const settings: readonly (Setting<TSchema, unknown> & { variable: string })[] =
  Object.entries(table).map(([property, row]) => ({ variable: variableOf(property), ...row }));

/**
 * Reads the settings from the environment. An empty variable counts as not set.
 *
 * @throws StartError that names the variable, its value and what is allowed.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const config = Object.entries(table).map(([property, row]) => {
    const variable = variableOf(property);
    const value = environment[variable]?.trim() ?? "";
    return [property, value === "" ? row.fallback : read(variable, value, row)];
  });
  return Object.fromEntries(config) as Config;
}

const secretVariables = new Set([
  "SECRET",
  "DATABASE_URL",
  "REDIS_URL",
  "SMTP_URL",
  "OIDC_CLIENT_SECRET",
]);

function read(variable: string, given: string, row: Setting<TSchema, unknown>): unknown {
  const value = parse(given, row.schema);
  if (Value.Check(row.schema, value)) return value;
  // What may hold a password is repeated neither on a screen nor in a log.
  const shown = secretVariables.has(variable) ? "malformed" : `"${given}"`;
  const otherwise =
    row.fallback === undefined ? "leave it out" : `leave it out for the default, ${row.fallback}`;
  throw new StartError(
    `The setting ${variable} is ${shown}, but it must be ${row.allowed}. Correct it, or ${otherwise}.`,
  );
}

function parse(given: string, schema: TSchema): unknown {
  if (Type.IsInteger(schema)) return /^\d+$/.test(given) ? Number(given) : given;
  if (Type.IsBoolean(schema)) return { true: true, false: false }[given.toLowerCase()] ?? given;
  return given;
}

function variableOf(property: string): string {
  return property.replaceAll(/[A-Z]/g, "_$&").toUpperCase();
}

function setting<S extends TSchema, const D>(kind: Kind<S>, fallback: D, meaning: string) {
  return { ...kind, fallback, meaning } satisfies Setting<S, D>;
}

function wholeNumber(minimum: number, maximum: number) {
  const allowed = `a whole number from ${minimum} to ${maximum}`;
  return { schema: Type.Integer({ minimum, maximum }), allowed };
}

function yesOrNo() {
  return { schema: Type.Boolean(), allowed: "true or false" };
}

function choice<const Choices extends readonly string[]>(...choices: Choices) {
  const allowed = `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
  return { schema: Type.Unsafe<Choices[number]>({ enum: choices }), allowed };
}

function someOf(...choices: readonly string[]) {
  const one = `(?:${choices.join("|")})`;
  return text(`^${one}(?:\\s*,\\s*${one})*$`, `${choices.join(", ")}, or several with commas`);
}

function text(pattern: string, allowed: string) {
  return { schema: Type.String({ pattern }), allowed };
}
