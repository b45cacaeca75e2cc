import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import type { Figure } from "./figure.ts";
import { markdownTable } from "./table.ts";

const begin = "<!-- figures: written by npm run bench -- --report -->";
const end = "<!-- end of figures -->";

/**
 * Writes the figures into a document, between its two marks.
 *
 * Throws where the document has no such marks.
 */
export async function writeReport(file: string, figures: readonly Figure[]): Promise<void> {
  const text = await readFile(file, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`${file} has no place for figures: the lines "${begin}" and "${end}".`);
  }
  const body = `${machine()}\n\n${markdownTable(figures)}`;
  await writeFile(file, `${text.slice(0, from)}${begin}\n\n${body}\n${text.slice(to)}`);
}

/** Where and when this was measured. */
function machine(): string {
  const cpus = os.cpus();
  const model = cpus[0]?.model.trim() || "unknown";
  const memoryGb = Math.round(os.totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return (
    `Measured on ${day}: ${cpus.length} cores (${model}), ${memoryGb} GB, ` +
    `${os.type()} ${os.release()}, Node.js ${process.versions.node}. Server, PostgreSQL and load ` +
    "share these cores."
  );
}
