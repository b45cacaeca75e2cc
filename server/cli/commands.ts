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
  load(): Promise<RunCommand>;
}

const account = ["id", "username", "email", "displayName", "role"] as const;
const listed = ["createdAt", "activeAt", "sessionCount", "suspension"] as const;
const room = ["id", "kind", "name", "memberCount", "lastNumber"] as const;

/** Every command, by its words. Its code is loaded when it is asked for, so that none waits for that of another. */
export const commands = {
  start: {
    takes: "[--role api,gateway,worker]",
    does: "Starts the server, or a part of one that has several nodes. `npm start` is the same.",
    example: "--role api,worker",
    prints: null,
    load: async () => (await import("./start.ts")).start,
  },
  "admin create": {
    takes: '--username NAME --email ADDRESS [--display-name "NAME"] [--password-stdin | --link]',
    does: "Makes an account that administers the server. Asks for the password, or reads it from the standard input, or prints a link to set one.",
    example: "--username ann --email ann@example.org",
    prints: [...account, "resetLink"],
    load: async () => (await import("./create-user.ts")).createAdmin,
  },
  "user create": {
    takes:
      '--username NAME --email ADDRESS [--display-name "NAME"] [--role ROLE] [--password-stdin | --link]',
    does: "Makes an account, whatever the registration says. The password as with `admin create`.",
    example: "--username ben --email ben@example.org --link",
    prints: [...account, "resetLink"],
    load: async () => (await import("./create-user.ts")).createUser,
  },
  "user list": {
    takes: "[--query TEXT] [--role ROLE] [--suspended]",
    does: "Prints who has an account.",
    example: "--role admin --json",
    prints: [...account, ...listed],
    load: async () => (await import("./list-users.ts")).listUsers,
  },
  "user disable": {
    takes: 'NAME [--reason "TEXT"] [--until TIME]',
    does: "Keeps somebody out, at once and everywhere, by their user name or e-mail address.",
    example: 'ann --reason "Spam" --until 2027-01-31',
    prints: ["id", "username"],
    load: async () => (await import("./user.ts")).disableUser,
  },
  "user enable": {
    takes: "NAME",
    does: "Lets somebody in again.",
    example: "ann",
    prints: ["id", "username"],
    load: async () => (await import("./user.ts")).enableUser,
  },
  "user role": {
    takes: "NAME ROLE",
    does: 'Gives somebody a role on the server; "owner" hands the server on.',
    example: "ann admin",
    prints: ["id", "username", "role"],
    load: async () => (await import("./user.ts")).setUserRole,
  },
  "user reset-password": {
    takes: "NAME",
    does: "Prints a link with which somebody sets a new password.",
    example: "ann",
    prints: ["id", "username", "resetLink", "until"],
    load: async () => (await import("./reset-password.ts")).resetPassword,
  },
  "user reset-2fa": {
    takes: "NAME",
    does: "Takes away the second factor of somebody who has lost their phone and their recovery codes.",
    example: "ann",
    prints: ["id", "username"],
    load: async () => (await import("./reset-second-factor.ts")).resetSecondFactor,
  },
  "room list": {
    takes: "[--query TEXT] [--archived]",
    does: "Prints the rooms, private ones too; conversations between people are none.",
    example: "--query plans --json",
    prints: [...room, "createdAt", "bumpedAt", "archivedAt"],
    load: async () => (await import("./list-rooms.ts")).listRooms,
  },
  "room archive": {
    takes: "ROOM",
    does: "Closes a room for writing, by its name or id; it stays to be read.",
    example: '"Old plans"',
    prints: ["id", "name"],
    load: async () => (await import("./room.ts")).archive,
  },
  "room restore": {
    takes: "ROOM",
    does: "Opens an archived room again.",
    example: '"Old plans"',
    prints: ["id", "name"],
    load: async () => (await import("./room.ts")).restore,
  },
  audit: {
    takes: "[--user NAME] [--action ACTION] [--from TIME] [--limit COUNT]",
    does: "Prints what was done to this server and its people, the newest first.",
    example: "--user ann --json",
    prints: ["id", "at", "actorId", "means", "address", "action", "userId", "details"],
    load: async () => (await import("./audit.ts")).printAudit,
  },
  migrate: {
    takes: "[--check]",
    does: "Brings the database to the schema of this version, as every start does, or only says what is pending.",
    example: "--check",
    prints: ["applied", "pending"],
    load: async () => (await import("./migrate.ts")).migrateDatabase,
  },
  "database distribute": {
    takes: "",
    does: "Spreads the tables over a Citus cluster: read docs/citus.md first.",
    example: "",
    prints: ["tables"],
    load: async () => (await import("./distribute-database.ts")).distributeDatabase,
  },
} as const satisfies Record<string, Command>;

/** The words of a command that `args` begin with; null where there is none. */
export function findCommand(args: readonly string[]): keyof typeof commands | null {
  const names = [args.slice(0, 2).join(" "), args[0] ?? ""];
  const found = names.find((name) => Object.hasOwn(commands, name));
  return (found ?? null) as keyof typeof commands | null;
}
