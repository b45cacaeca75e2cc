import { type Command, type CommandName, commands } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";

/** Characters of a line of a terminal. */
const columns = 80;

/** The page of all commands. */
export function helpOfAll(): string {
  const pages = Object.entries(commands).map(([name, { takes, does }]) =>
    [wrapped(`roost ${name} ${takes}`.trimEnd(), 2, 6), wrapped(does, 10, 10)].join("\n"),
  );
  return `Roost, a chat server. Each command: npm run roost -- COMMAND, as in
npm run roost -- user list. "npm start" starts the server.

${pages.join("\n")}

All but "start" take --json: an object a line in place of a text. "--help"
behind a command says more of it. Settings come from environment variables; the
README lists them. docs/operations.md says what to use when.
`;
}

/** The page of one command. */
export function helpOf(name: CommandName): string {
  const { takes, does, example, prints }: Command = commands[name];
  const json = prints && `--json prints an object a line with: ${prints.join(", ")}.`;
  const codes = Object.values(exitCodes).filter(
    ({ code }) => code !== exitCodes.pending.code || name === "migrate",
  );
  return [
    wrapped(`npm run roost -- ${name} ${takes}`.trimEnd(), 0, 4),
    wrapped(does, 0, 0),
    wrapped(`For example: npm run roost -- ${name} ${example}`.trimEnd(), 0, 4),
    ...(json ? [wrapped(json, 0, 0)] : []),
    ["Exit codes:", ...codes.map(({ code, means }) => wrapped(`${code}  ${means}`, 2, 5))].join(
      "\n",
    ),
  ]
    .join("\n\n")
    .concat("\n");
}

/** Broken at spaces. Indents are in characters: of the first line, and of all others. */
function wrapped(text: string, first: number, others: number): string {
  const lines = [" ".repeat(first)];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    const joined = line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
    if (joined.length <= columns || line.trim() === "") lines[lines.length - 1] = joined;
    else lines.push(`${" ".repeat(others)}${word}`);
  }
  return lines.join("\n");
}
