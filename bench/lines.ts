import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** Something that somebody said once. */
export interface Line {
  nick: string;
  text: string;
}

/**
 * Reads what was said from a file of JSON objects, one a line, plain or gzipped. Control
 * characters, with which IRC colours its text, are taken out; lines that were nothing else are
 * left out.
 */
export async function readLines(file: string, count: number): Promise<Line[]> {
  const raw = createReadStream(file);
  const input = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  const lines: Line[] = [];
  for await (const json of createInterface({ input })) {
    const { nick, text } = JSON.parse(json) as Line;
    const visible = text.replace(/\p{Cc}/gu, "").trim();
    if (visible !== "") lines.push({ nick, text: visible });
    if (lines.length === count) break;
  }
  raw.destroy();
  if (lines.length < count) {
    throw new Error(`${file} has ${lines.length} lines, not ${count}; ask for fewer.`);
  }
  return lines;
}
