import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { serverNodeOptions } from "./node.ts";

test("a server on the stage runs with the options of Node.js that `npm start` gives it", async () => {
  const file = new URL("../package.json", import.meta.url);
  const { scripts } = JSON.parse(await readFile(file, "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const name of ["start", "roost"]) {
    expect(scripts[name]).toContain(`node ${serverNodeOptions.join(" ")} scripts/run.mjs`);
  }
});
