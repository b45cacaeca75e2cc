import type { DownFrame } from "@roost/protocol/down.ts";
import type { UpFrame } from "@roost/protocol/up.ts";

export interface LinkListener {
  opened(): void;
  frame(frame: DownFrame): void;
  /** Called once, and nothing after it. */
  closed(code: number, reason: string): void;
}

/** What `CloseEvent.code` says where the other side said nothing. */
const ABNORMAL = 1006;

/** One WebSocket that speaks frames. After `drop()` the listener hears nothing more. */
export class Link {
  readonly #socket: WebSocket;
  #listener: LinkListener | null;

  constructor(WebSocketClass: typeof WebSocket, url: string, listener: LinkListener) {
    this.#listener = listener;
    this.#socket = new WebSocketClass(url);
    this.#socket.onopen = () => this.#listener?.opened();
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#end(event.code, event.reason);
    // A close event follows each error, and it is the one that says more.
    this.#socket.onerror = () => {};
  }

  send(frame: UpFrame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  drop(): void {
    this.#listener = null;
    this.#socket.close();
  }

  #receive(data: unknown): void {
    if (!this.#listener) return;
    let frame: DownFrame;
    try {
      frame = JSON.parse(String(data)) as DownFrame;
    } catch {
      this.#socket.close();
      this.#end(ABNORMAL, "The server sent something that is not JSON.");
      return;
    }
    this.#listener.frame(frame);
  }

  #end(code: number, reason: string): void {
    const listener = this.#listener;
    this.#listener = null;
    listener?.closed(code, reason);
  }
}
