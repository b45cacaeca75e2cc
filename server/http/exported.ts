import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { FastifyReply } from "fastify";

/** What a table says of a row, under the name of each column. */
export type Columns<Row> = Readonly<
  Record<string, (row: Row) => string | number | boolean | null | undefined>
>;

/**
 * Answers with a table as a file (RFC 4180), written while its rows are read. What people wrote is text in it: a cell that
 * a spreadsheet would compute begins with an apostrophe.
 *
 * @param name Of the file, without its ending.
 */
export function sendCsv<Row>(
  reply: FastifyReply,
  name: string,
  columns: Columns<Row>,
  pages: AsyncIterable<readonly Row[]>,
): FastifyReply {
  return sendFile(reply, `${name}.csv`, "text/csv; charset=utf-8", linesOf(columns, pages));
}

/** The same as JSON, an array. */
export function sendJson<Row>(
  reply: FastifyReply,
  name: string,
  pages: AsyncIterable<readonly Row[]>,
): FastifyReply {
  return sendFile(reply, `${name}.json`, "application/json; charset=utf-8", arrayOf(pages));
}

/** For the name of a file. */
export const dayOf = (now: Date) => now.toISOString().slice(0, 10);

function sendFile(
  reply: FastifyReply,
  name: string,
  type: string,
  parts: AsyncIterable<string>,
): FastifyReply {
  return reply
    .header("content-disposition", `attachment; filename="${name}"`)
    .type(type)
    .send(Readable.from(parts));
}

async function* linesOf<Row>(columns: Columns<Row>, pages: AsyncIterable<readonly Row[]>) {
  // Spreadsheets take a file without the mark for one of another encoding.
  yield stringify([Object.keys(columns)], { ...form, bom: true });
  for await (const rows of pages) {
    yield stringify(
      rows.map((row) => Object.values(columns).map((cell) => cell(row))),
      form,
    );
  }
}

const form = {
  record_delimiter: "windows",
  escape_formulas: true,
  cast: { boolean: String },
} as const;

async function* arrayOf<Row>(pages: AsyncIterable<readonly Row[]>) {
  let separator = "[\n";
  for await (const rows of pages) {
    for (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ",\n";
    }
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
