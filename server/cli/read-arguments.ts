import { type ParseArgsConfig, parseArgs } from "node:util";
import { type CommandName, commands } from "./commands.ts";
import { UsageError } from "./usage-error.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & { json: { type: "boolean" } }; allowPositionals: true }>
>;

/**
 * The options and names behind a command, which all may have `--json`. `read` makes of them what the command works
 * with, and complains with a `TypeError`.
 *
 * @throws UsageError with an example.
 */
export function readArguments<const O extends Options, Wish>(
  command: CommandName,
  args: readonly string[],
  options: O,
  read: (values: Parsed<O>["values"], names: string[]) => Wish,
): Wish & { json: boolean } {
  try {
    const all = { ...options, json: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({
      ...{ args: [...args], options: all, strict: true, allowPositionals: true },
    });
    const wish = read(values as Parsed<O>["values"], positionals);
    return { ...wish, json: (values as { json?: boolean }).json ?? false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { example } = commands[command];
    throw new UsageError(`${error.message} For example: npm run roost -- ${command} ${example}`);
  }
}

/** For a command that takes options alone. */
export function refuseNames(names: readonly string[]): void {
  if (names.length > 0) throw new TypeError(`"${names.join(" ")}" is not understood.`);
}

/** The one name that a command takes. */
export function oneName(names: readonly string[], complaint: string): string {
  const [name, ...more] = names;
  if (name !== undefined && more.length === 0) return name;
  throw new TypeError(complaint);
}
