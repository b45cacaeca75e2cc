import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/**
 * A WebSocket client that does as little as can be: the load has to leave the machine to the server
 * that is measured. No object a frame, no copy of what comes; frames of one turn leave together.
 */
export interface WireEvents {
  opened(wire: Wire): void;
  /** A text frame, without its header; good until this returns. */
  text(wire: Wire, frame: Buffer): void;
  /** The connection is gone, or was never made. Not called after `cut()`. */
  lost(wire: Wire, reason: string): void;
}

/** All connections read into it, one after the other. */
const readBuffer = Buffer.allocUnsafe(256 * 1024);

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 };
const headEnd = Buffer.from("\r\n\r\n");

export class Wire {
  readonly #events: WireEvents;
  readonly #socket: Socket;
  readonly #mask = randomBytes(4);
  #isOpen = false;
  #isOver = false;
  /** The beginning of a frame whose rest has not come yet. */
  #rest: Buffer | null = null;
  #outgoing: Buffer[] = [];

  constructor(url: string, events: WireEvents) {
    const { hostname, port, pathname } = new URL(url);
    this.#events = events;
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (count, bytes) => {
          this.#read(bytes as Buffer, count);
          return true;
        },
      },
    });
    this.#socket.on("connect", () => {
      this.#socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\n` +
          `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
      );
    });
    this.#socket.on("error", (error) => this.#end(error.message));
    this.#socket.on("close", () => this.#end("closed without a word"));
  }

  /** Sends a text frame, together with the others of this turn. */
  send(text: string): void {
    if (this.#isOver) return;
    if (this.#outgoing.length === 0) process.nextTick(flush, this);
    this.#outgoing.push(encode(opcodes.text, text, this.#mask));
  }

  flush(): void {
    const [first, ...others] = this.#outgoing;
    this.#outgoing = [];
    if (!first || this.#isOver) return;
    this.#socket.write(others.length === 0 ? first : Buffer.concat([first, ...others]));
  }

  /** Ends it as a broken line does: a reset, without a closing handshake. */
  cut(): void {
    this.#isOver = true;
    this.#socket.resetAndDestroy();
  }

  #end(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#socket.destroy();
    this.#events.lost(this, reason);
  }

  #read(bytes: Buffer, count: number): void {
    if (this.#isOver) return;
    let all = bytes;
    let end = count;
    if (this.#rest) {
      all = Buffer.concat([this.#rest, bytes.subarray(0, count)]);
      end = all.length;
      this.#rest = null;
    }
    const start = this.#isOpen ? 0 : this.#readHead(all, end);
    const read = start === null ? 0 : this.#readFrames(all, start, end);
    if (read < end && !this.#isOver) this.#rest = Buffer.from(all.subarray(read, end));
  }

  /** Returns where the answer to the upgrade ends; null where that has not come yet. */
  #readHead(bytes: Buffer, count: number): number | null {
    const end = bytes.subarray(0, count).indexOf(headEnd);
    if (end < 0) return null;
    const status = bytes.toString("latin1", 0, Math.min(end, 40)).split("\r\n", 1)[0] ?? "";
    if (!status.startsWith("HTTP/1.1 101")) {
      this.#end(status);
      return count;
    }
    this.#isOpen = true;
    this.#events.opened(this);
    return end + headEnd.length;
  }

  /** Returns where the last whole frame ends. */
  #readFrames(bytes: Buffer, start: number, count: number): number {
    let at = start;
    while (count - at >= 2 && !this.#isOver) {
      let length = (bytes[at + 1] as number) & 0x7f;
      let payload = at + 2;
      if (length === 126) {
        if (count - at < 4) break;
        length = bytes.readUInt16BE(payload);
        payload += 2;
      } else if (length === 127) {
        if (count - at < 10) break;
        length = Number(bytes.readBigUInt64BE(payload));
        payload += 8;
      }
      if (count - payload < length) break;
      this.#take((bytes[at] as number) & 0x0f, bytes, payload, payload + length);
      at = payload + length;
    }
    return at;
  }

  #take(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === opcodes.text) {
      this.#events.text(this, bytes.subarray(start, end));
    } else if (opcode === opcodes.ping) {
      this.#socket.write(encode(opcodes.pong, bytes.toString("utf8", start, end), this.#mask));
    } else if (opcode === opcodes.close) {
      const code = end - start >= 2 ? bytes.readUInt16BE(start) : 1005;
      this.#end(`${code} ${bytes.toString("utf8", Math.min(start + 2, end), end)}`);
    }
  }
}

function flush(wire: Wire): void {
  wire.flush();
}

/** A frame as clients have to send it: final, masked (RFC 6455, section 5.3). */
function encode(opcode: number, text: string, mask: Buffer): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + 4 + length);
  frame[0] = 0x80 | opcode;
  if (header === 2) {
    frame[1] = 0x80 | length;
  } else if (header === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(mask, header);
  const start = header + 4;
  frame.write(text, start);
  for (let index = 0; index < length; index++) {
    frame[start + index] = (frame[start + index] as number) ^ (mask[index & 3] as number);
  }
  return frame;
}
