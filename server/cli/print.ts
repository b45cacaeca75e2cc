/** Prints what a command did or found: as a line for people, or with `--json` as an object for programs. */
export function print(json: boolean, result: object, line: string): void {
  process.stdout.write(`${json ? JSON.stringify(result) : line}\n`);
}
