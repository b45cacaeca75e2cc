import { expect, vi } from "vitest";
import { type CommandName, commands } from "./commands.ts";
import { load } from "./load.ts";

/** What a command prints, its lines cut at tabs. */
export async function printed(
  name: CommandName,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  exitCode = 0,
): Promise<string[][]> {
  const text = await outputOf(name, args, environment, exitCode);
  return text === "" ? [] : text.split("\n").map((line) => line.split("\t"));
}

/** What it prints with `--json`, each object with the fields that the table of commands says, and no others. */
export async function printedObjects(
  name: CommandName,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  exitCode = 0,
): Promise<Record<string, unknown>[]> {
  const text = await outputOf(name, [...args, "--json"], environment, exitCode);
  const objects = text === "" ? [] : text.split("\n").map((line) => JSON.parse(line));
  const fields = [...(commands[name].prints ?? [])].sort();
  for (const one of objects) expect(Object.keys(one).sort()).toEqual(fields);
  return objects;
}

async function outputOf(
  name: CommandName,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  exitCode: number,
): Promise<string> {
  const run = await load[name]();
  let output = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    output += chunk;
    return true;
  });
  try {
    expect(await run(args, environment)).toBe(exitCode);
  } finally {
    write.mockRestore();
  }
  return output.trimEnd();
}
