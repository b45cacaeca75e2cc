/** Does what a command says. Returns the exit code. Throws a `StartError`. */
export type RunCommand = (
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
) => Promise<number>;

export interface Command {
  /** What may stand behind the command. */
  takes: string;
  does: string;
  /** What stands behind the command in an example. */
  example: string;
  /** The fields of each object that it prints with `--json`, one a line; null where it takes no `--json`. */
  prints: readonly string[] | null;
}

const account = ["id", "username", "email", "displayName", "role"] as const;
const listed = ["createdAt", "activeAt", "sessionCount", "suspension", "silence"] as const;
const room = ["id", "kind", "name", "memberCount", "lastNumber"] as const;
const invite = [
  ...["id", "state", "createdAt", "createdBy", "until", "uses", "maxUses", "roomIds"],
] as const;

const customRole = ["id", "name", "base", "permissions", "holders"] as const;

const bot = [
  ...["id", "username", "displayName", "isBot", "role", "about", "createdAt", "ownerId"],
  ...["tokenCount", "usedAt", "suspension"],
] as const;
const token = [
  ...["id", "name", "hint", "scopes", "createdAt", "createdBy", "expiresAt", "usedAt", "usedFrom"],
  "secret",
] as const;

/** Every command, by its words. */
export const commands = {
  start: {
    takes: "[--role api,gateway,worker]",
    does: "Starts the server, or a part of one that has several nodes. `npm start` is the same.",
    example: "--role api,worker",
    prints: null,
  },
  "admin create": {
    takes: '--username NAME --email ADDRESS [--display-name "NAME"] [--password-stdin | --link]',
    does: "Makes an account that administers the server. Asks for the password, or reads it from the standard input, or prints a link to set one.",
    example: "--username ann --email ann@example.org",
    prints: [...account, "resetLink"],
  },
  "user create": {
    takes:
      '--username NAME --email ADDRESS [--display-name "NAME"] [--role ROLE] [--password-stdin | --link]',
    does: "Makes an account, whatever the registration says. The password as with `admin create`.",
    example: "--username ben --email ben@example.org --link",
    prints: [...account, "resetLink"],
  },
  "user list": {
    takes: '[--query TEXT] [--role ROLE | --custom "ROLE"] [--suspended]',
    does: "Prints who has an account.",
    example: "--role admin --json",
    prints: [...account, "customRole", ...listed, "isBot"],
  },
  "user disable": {
    takes: 'NAME [--reason "TEXT"] [--until TIME]',
    does: "Keeps somebody out, at once and everywhere, by their user name or e-mail address.",
    example: 'ann --reason "Spam" --until 2027-01-31',
    prints: ["id", "username"],
  },
  "user delete": {
    takes: "NAME [--now | --cancel]",
    does: "Has the server delete an account, after the days that it gives everybody (DELETION_GRACE_DAYS) or at once, or keeps one that was to be deleted.",
    example: "ann --now",
    prints: ["id", "username", "at"],
  },
  "user enable": {
    takes: "NAME",
    does: "Lets somebody in again.",
    example: "ann",
    prints: ["id", "username"],
  },
  "user role": {
    takes: 'NAME ROLE | NAME --custom "ROLE"',
    does: 'Gives somebody a role on the server, a built-in one or a custom one by its name; "owner" hands the server on.',
    example: "ann admin",
    prints: ["id", "username", "role", "customRole"],
  },
  "role list": {
    takes: "",
    does: "Prints the custom roles, and how many people have each.",
    example: "--json",
    prints: customRole,
  },
  "role create": {
    takes: "NAME [--base ROLE] [--permission PERMISSION]...",
    does: "Makes a role of named permissions. Its base gives its people their rank: admin, moderator, member (as a rule) or guest. docs/rights.md lists the permissions.",
    example: '"Emoji team" --permission openDirects --permission manageEmoji',
    prints: customRole,
  },
  "role delete": {
    takes: "NAME",
    does: "Deletes a custom role. Those who have it keep its base.",
    example: '"Emoji team"',
    prints: ["id", "name", "holders"],
  },
  "user reset-password": {
    takes: "NAME",
    does: "Prints a link with which somebody sets a new password.",
    example: "ann",
    prints: ["id", "username", "resetLink", "until"],
  },
  "user reset-2fa": {
    takes: "NAME",
    does: "Takes away the second factor of somebody who has lost their phone and their recovery codes.",
    example: "ann",
    prints: ["id", "username"],
  },
  "bot create": {
    takes: 'NAME [--display-name "NAME"]',
    does: "Makes the account of a program, which comes with a token in place of a password.",
    example: 'ping --display-name "Ping"',
    prints: bot,
  },
  "bot list": {
    takes: "",
    does: "Prints the bots.",
    example: "--json",
    prints: bot,
  },
  "bot token": {
    takes: 'NAME [--name "TEXT"] [--scope SCOPE]... [--until TIME]',
    does: "Prints a new API token of a bot, this once. It is good for read and write, or for each SCOPE: read, write, account, admin.",
    example: 'ping --name "Production" --until 2027-12-31',
    prints: token,
  },
  "room list": {
    takes: "[--query TEXT] [--archived]",
    does: "Prints the rooms, private ones too; conversations between people are none.",
    example: "--query plans --json",
    prints: [...room, "createdAt", "bumpedAt", "archivedAt"],
  },
  "room archive": {
    takes: "ROOM",
    does: "Closes a room for writing, by its name or id; it stays to be read.",
    example: '"Old plans"',
    prints: ["id", "name"],
  },
  "room restore": {
    takes: "ROOM",
    does: "Opens an archived room again.",
    example: '"Old plans"',
    prints: ["id", "name"],
  },
  "room delete": {
    takes: "ROOM [--yes]",
    does: "Deletes a room and all that was written in it, for good. Asks for its name or id once more, on the standard input, unless --yes is given.",
    example: '"Old plans"',
    prints: ["id", "name"],
  },
  "invite create": {
    takes: "[--uses COUNT] [--until TIME] [--room ROOM]...",
    does: "Prints a link with which people sign up, and come into rooms.",
    example: "--uses 10 --until 2027-01-31 --room general",
    prints: [...invite, "url"],
  },
  "invite list": {
    takes: "[--all]",
    does: "Prints the links that let people in, or all that were made. What they carry is told once, when they are made.",
    example: "--json",
    prints: invite,
  },
  "invite revoke": {
    takes: "ID",
    does: "Has a link let nobody in any more.",
    example: "6b0f0b0e-4c43-4f0b-8a53-6f6b7f1d9f10",
    prints: ["id"],
  },
  "ban add": {
    takes: 'NETWORK [--reason "TEXT"] [--until TIME]',
    does: "Lets nobody use the server from an address or a network.",
    example: '198.51.100.0/24 --reason "Spam" --until 2027-01-31',
    prints: ["id", "network"],
  },
  "ban list": {
    takes: "",
    does: "Prints the networks from which nobody uses the server.",
    example: "--json",
    prints: ["id", "network", "reason", "until", "createdAt", "createdBy", "userId"],
  },
  "ban remove": {
    takes: "NETWORK",
    does: "Lets people use the server from a network again: also for who has locked themselves out.",
    example: "198.51.100.0/24",
    prints: ["id", "network"],
  },
  registration: {
    takes: "MODE",
    does: "Says who may sign up: open, domain, approval, invite or closed; docs/operations.md has what each means.",
    example: "invite",
    prints: ["registration"],
  },
  audit: {
    takes: "[--user NAME] [--action ACTION] [--from TIME] [--limit COUNT]",
    does: "Prints what was done to this server and its people, the newest first.",
    example: "--user ann --json",
    prints: ["id", "at", "actorId", "means", "address", "action", "userId", "details"],
  },
  migrate: {
    takes: "[--check]",
    does: "Brings the database to the schema of this version, as every start does, or only says what is pending.",
    example: "--check",
    prints: ["applied", "pending"],
  },
  doctor: {
    takes: "",
    does: "Looks at configuration, database, clock, Redis, mail, disk, limits and proxy, and says what to do. Changes nothing.",
    example: "--json",
    prints: ["check", "state", "found", "advice"],
  },
  "database distribute": {
    takes: "",
    does: "Spreads the tables over a Citus cluster: read docs/citus.md first.",
    example: "",
    prints: ["tables"],
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

/** The words of a command that `args` begin with; null where there is none. */
export function findCommand(args: readonly string[]): CommandName | null {
  const names = [args.slice(0, 2).join(" "), args[0] ?? ""];
  const found = names.find((name) => Object.hasOwn(commands, name));
  return (found ?? null) as CommandName | null;
}
