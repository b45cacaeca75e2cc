import type { DownFrame } from "@roost/protocol/down.ts";
import type { UpFrame } from "@roost/protocol/up.ts";

/** The other end of one connection. */
export class FakePeer {
  readonly url: string;
  /** What the client sent, in order. */
  readonly received: UpFrame[] = [];
  isOpen = false;
  /** The client hung up. */
  isDropped = false;
  readonly #socket: FakeSocket;

  constructor(url: string, socket: FakeSocket) {
    this.url = url;
    this.#socket = socket;
  }

  accept(): void {
    this.isOpen = true;
    this.#socket.onopen?.();
  }

  send(frame: DownFrame | { type: string }): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(data: string): void {
    this.#socket.onmessage?.({ data });
  }

  close(code: number, reason = ""): void {
    this.isOpen = false;
    this.#socket.onclose?.({ code, reason });
  }

  /** The last frame of a kind that the client sent. */
  last<T extends UpFrame["type"]>(type: T): Extract<UpFrame, { type: T }> {
    const frame = this.all(type).at(-1);
    if (!frame) throw new Error(`The client has not sent "${type}".`);
    return frame;
  }

  all<T extends UpFrame["type"]>(type: T): Extract<UpFrame, { type: T }>[] {
    return this.received.filter(
      (frame): frame is Extract<UpFrame, { type: T }> => frame.type === type,
    );
  }
}

/** As much of a `WebSocket` as the SDK uses. */
class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly peer: FakePeer;

  constructor(url: string) {
    this.peer = new FakePeer(url, this);
  }

  send(text: string): void {
    if (!this.peer.isOpen) throw new Error("Sent on a socket that is not open.");
    this.peer.received.push(JSON.parse(text) as UpFrame);
  }

  close(): void {
    this.peer.isDropped = true;
    this.peer.isOpen = false;
  }
}

/** Every connection that a client opens, the newest last, in place of the network. */
export function fakeNetwork(): { WebSocket: typeof WebSocket; peers: FakePeer[] } {
  const peers: FakePeer[] = [];
  class ListedSocket extends FakeSocket {
    constructor(url: string) {
      super(url);
      peers.push(this.peer);
    }
  }
  return { WebSocket: ListedSocket as unknown as typeof WebSocket, peers };
}
