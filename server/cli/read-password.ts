import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { StartError } from "../start-error.ts";

/**
 * Reads a new password: all of the standard input, or twice from a terminal, unseen.
 *
 * @throws StartError
 */
export async function readPassword(fromInput: boolean): Promise<string> {
  if (fromInput) return (await text(process.stdin)).replace(/\r?\n$/, "");
  if (!process.stdin.isTTY) {
    throw new StartError(
      "There is no terminal to ask for the password on. Give it on the standard input, with --password-stdin.",
    );
  }
  const password = await ask("Password: ");
  if ((await ask("Once more: ")) !== password) {
    throw new StartError("The two passwords differ. Start again.");
  }
  return password;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  // What is typed is echoed to nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  lines.on("SIGINT", () => process.exit(130));
  try {
    return await lines.question("");
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
    throw new StartError("No password was given. Start again.");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
