import { findCommand } from "./commands.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { load } from "./load.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs one command.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function run(args: readonly string[]): Promise<number> {
  const name = findCommand(args);
  if (name === null) return runNone(args);
  const rest = args.slice(name.split(" ").length);
  if (rest.some(isHelp)) {
    process.stdout.write(helpOf(name));
    return 0;
  }
  const command = await load[name]();
  return command(rest, process.env);
}

function runNone(args: readonly string[]): number {
  const [first = "help"] = args;
  if (first !== "help" && !isHelp(first)) {
    throw new UsageError(
      `There is no command "${args.join(" ")}". "npm run roost -- help" lists what there is.`,
    );
  }
  const name = findCommand(args.slice(1));
  process.stdout.write(name === null ? helpOfAll() : helpOf(name));
  return 0;
}

function isHelp(argument: string): boolean {
  return argument === "--help" || argument === "-h";
}
