import { StartError } from "../start-error.ts";
import { isUserCommand } from "./user-commands.ts";

const help = `Roost, a chat server.

  npm start                       start the server
  npm run roost -- start [--role api,gateway,worker]
                                  the same, or a part of a server that has
                                  several nodes; docs/operations.md says how
  npm run roost -- admin create --username NAME --email ADDRESS
      [--display-name "NAME"] [--password-stdin]
                                  make an account that administers the server;
                                  asks for the password, or reads it from the
                                  standard input
  npm run roost -- user reset-password NAME
                                  print a link with which somebody sets a new
                                  password, by their user name or address
  npm run roost -- user list [--query TEXT] [--role ROLE] [--suspended] [--json]
  npm run roost -- user disable NAME [--reason "TEXT"] [--until TIME]
  npm run roost -- user enable NAME
  npm run roost -- user role NAME ROLE
                                  who has an account; keep somebody out, at once
                                  and everywhere, and let them in again; give
                                  them a role, "owner" to hand the server on
  npm run roost -- audit [--user NAME] [--action ACTION] [--from TIME]
      [--limit COUNT] [--json]    what was done to this server and its people
  npm run roost -- user reset-2fa NAME
                                  take away the second factor of somebody who
                                  has lost their phone and their recovery codes
  npm run roost -- database distribute
                                  spread the tables over a Citus cluster: read
                                  docs/citus.md first
  npm run roost -- help           this page

Settings come from environment variables; the README lists them.
`;

/**
 * Runs one command. Commands are loaded when they are asked for, so that none waits for the code
 * of another.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function run(args: readonly string[]): Promise<number> {
  const [command = "help", ...rest] = args;
  if (command === "start") {
    const { start } = await import("./start.ts");
    return start(rest, process.env);
  }
  if (command === "admin" && rest[0] === "create") {
    const { createAdmin } = await import("./create-admin.ts");
    return createAdmin(rest.slice(1), process.env);
  }
  if (command === "user" && rest[0] === "reset-password") {
    const { resetPassword } = await import("./reset-password.ts");
    return resetPassword(rest.slice(1), process.env);
  }
  if (command === "user" && isUserCommand(rest[0])) {
    const { runUserCommand } = await import("./user.ts");
    return runUserCommand(rest[0], rest.slice(1), process.env);
  }
  if (command === "audit") {
    const { printAudit } = await import("./audit.ts");
    return printAudit(rest, process.env);
  }
  if (command === "user" && rest[0] === "reset-2fa") {
    const { resetSecondFactor } = await import("./reset-second-factor.ts");
    return resetSecondFactor(rest.slice(1), process.env);
  }
  if (command === "database" && rest.join(" ") === "distribute") {
    const { distributeDatabase } = await import("./distribute-database.ts");
    return distributeDatabase(process.env);
  }
  if (["help", "--help", "-h"].includes(command)) {
    process.stdout.write(help);
    return 0;
  }
  throw new StartError(
    `There is no command "${args.join(" ")}". "npm run roost -- help" lists what there is.`,
  );
}
