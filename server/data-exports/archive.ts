import { Readable } from "node:stream";
import { sql } from "kysely";
import { ZipFile } from "yazl";
import type { Db } from "../store/database.ts";
import { exportFiles } from "./files.ts";

export interface Export {
  jobId: string;
  /** When it was put together: the time of its files. */
  readyAt: Date;
}

/** All that was put together, as one ZIP archive. It is read as it is sent: little of it is in memory at once. */
export async function streamArchive(db: Db, { jobId, readyAt }: Export): Promise<Readable> {
  const zip = new ZipFile();
  for (const { name, is } of exportFiles) {
    const options = { mtime: readyAt, compress: true };
    if (is === "image") {
      const image = await readImage(db, jobId, name);
      if (image) zip.addBuffer(image, `roost-data/${name}.webp`, options);
      continue;
    }
    zip.addReadStreamLazy(`roost-data/${name}.json`, options, (give) => {
      const content = Readable.from(readFile(db, jobId, name, is === "object"));
      // Whoever reads the archive hears of it, too, and is not left with half of one.
      content.on("error", (error) => zip.outputStream.emit("error", error));
      give(null, content);
    });
  }
  zip.end();
  return zip.outputStream as Readable;
}

/** Null where there is none. */
async function readImage(db: Db, jobId: string, file: string): Promise<Buffer | null> {
  const { rows } = await sql<{ piece: string }>`
    SELECT piece FROM data_pieces WHERE job_id = ${jobId} AND file = ${file}`.execute(db);
  const [found] = rows;
  return found ? Buffer.from((JSON.parse(found.piece) as { image: string }).image, "base64") : null;
}

/** The pieces of a file, as one text in JSON. */
async function* readFile(db: Db, jobId: string, file: string, isObject: boolean) {
  if (!isObject) yield "[\n";
  let before = -1;
  for (;;) {
    const { rows } = await sql<{ position: number; piece: string }>`
      SELECT position, piece FROM data_pieces
      WHERE job_id = ${jobId} AND file = ${file} AND position > ${before}
      ORDER BY position LIMIT 1`.execute(db);
    const [next] = rows;
    if (!next) break;
    yield before < 0 ? next.piece : `,\n${next.piece}`;
    before = next.position;
  }
  yield isObject ? "\n" : "\n]\n";
}
