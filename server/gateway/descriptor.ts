import { writeSync } from "node:fs";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";

/** What Node.js holds of an open socket. It is not documented, so all of it may be missing. */
interface WithHandle {
  _handle?: { fd?: unknown } | null;
}

/**
 * The file descriptor of a TCP socket, good for as long as the socket is `writable`. Null where
 * Node.js does not tell it, as on Windows, and where TLS stands between what is written and what is
 * sent.
 */
export function descriptorOf(socket: Duplex): number | null {
  if (!(socket instanceof Socket) || socket instanceof TLSSocket) return null;
  const fd = (socket as WithHandle)._handle?.fd;
  return typeof fd === "number" && fd >= 0 ? fd : null;
}

/**
 * Has the kernel take bytes now, without the stream's book-keeping, which costs a third as much as
 * the sending (docs/decisions/0014-sending-without-the-stream.md).
 *
 * @returns How many bytes it took: less than all where the peer reads slowly, and 0 where the
 *   connection is broken. The rest is for the stream, which waits, or tells of the break.
 */
export function sendNow(descriptor: number, bytes: Buffer): number {
  try {
    return writeSync(descriptor, bytes);
  } catch {
    return 0;
  }
}
