import { existsSync } from "node:fs";
import { glob, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Puts a `.gz` and a `.br` beside each text file, so that the server never compresses one. */
export async function compressFiles(dist: string): Promise<void> {
  for await (const file of glob("**/*.{js,css,html,svg}", { cwd: dist })) {
    const text = await readFile(path.join(dist, file));
    // The name of an asset holds the hash of its content. In a folder beside the assets, another build has its own.
    if (/(?:^|[/\\])assets[/\\]/.test(file) && existsSync(path.join(dist, `${file}.br`))) continue;
    if (text.length < 1024) {
      // One of an earlier build, when the file was longer, would be served in its place.
      for (const form of [".gz", ".br"]) await rm(path.join(dist, file + form), { force: true });
      continue;
    }
    await writeWhole(path.join(dist, `${file}.gz`), gzipSync(text, { level: 9 }));
    await writeWhole(path.join(dist, `${file}.br`), brotli(text));
  }
}

/** A build that was stopped leaves no half of a file, which would be served for ever. */
async function writeWhole(file: string, bytes: Buffer) {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}

function brotli(text: Buffer): Buffer {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}
