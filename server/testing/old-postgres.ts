import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/**
 * Stands in for a PostgreSQL too old to be had any more: greets every client, and answers every
 * query with its version number.
 */
export async function startOldPostgres(
  versionNumber: string,
): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int32(0)), readyForQuery]));
      socket.on("data", (data: Buffer) => answer(socket, data, versionNumber));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://roost@127.0.0.1:${port}/roost`, close: () => server.close() };
}

const readyForQuery = message("Z", Buffer.from("I"));

function answer(socket: Socket, data: Buffer, versionNumber: string): void {
  if (data.toString("latin1", 0, 1) !== "Q") return;
  const name = Buffer.from("server_version_num\0");
  // Name, no table, no column, the type text, any length, in text.
  const column = Buffer.concat([
    name,
    int32(0),
    int16(0),
    int32(25),
    int16(-1),
    int32(-1),
    int16(0),
  ]);
  const value = Buffer.concat([int32(versionNumber.length), Buffer.from(versionNumber)]);
  socket.write(
    Buffer.concat([
      message("T", Buffer.concat([int16(1), column])),
      message("D", Buffer.concat([int16(1), value])),
      message("C", Buffer.from("SHOW\0")),
      readyForQuery,
    ]),
  );
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
