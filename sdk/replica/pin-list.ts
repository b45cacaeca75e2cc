import type { PinsList } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import { Derived } from "../observable.ts";
import { ListLoad } from "./list-load.ts";
import type { PinList, PinListView } from "./views.ts";

export interface PinSource {
  load(): Promise<PinsList>;
}

/** R28: the pinned messages of one room, once they were asked for, and all that changed since. */
export class RoomPins implements PinList {
  readonly #source: PinSource;
  readonly #view = new Derived<PinListView>(() => this.#compute());
  /** By number, as new as they passed by. */
  readonly #rows = new Map<number, Message>();
  readonly #loading: ListLoad<PinsList>;

  constructor(source: PinSource) {
    this.#source = source;
    this.#loading = new ListLoad({
      take: ({ messages }) => {
        for (const message of messages) this.take(message);
      },
      changed: () => this.#view.changed(),
    });
  }

  readonly get = (): PinListView => this.#view.get();
  readonly subscribe = (listener: () => void) => this.#view.subscribe(listener);

  load(): Promise<void> {
    return this.#loading.first(() => this.#source.load());
  }

  /** A row passed by, from wherever. What is asked for may be older than that. */
  take(message: Message): void {
    const held = this.#rows.get(message.number);
    if (held ? held.version >= message.version : this.#isNoNews(message)) return;
    this.#rows.set(message.number, message);
    this.#view.changed();
  }

  restart(): void {
    if (this.#loading.status === "unloaded") return;
    this.drop();
    void this.load();
  }

  retryFailed(): void {
    if (this.#loading.status === "error") void this.load();
  }

  /** R9. */
  drop(): void {
    this.#loading.forget();
    this.#rows.clear();
    this.#view.changed();
  }

  #isNoNews({ pinned }: Message): boolean {
    const { status } = this.#loading;
    return status === "unloaded" || (status === "ready" && pinned === undefined);
  }

  #compute(): PinListView {
    const pinned = [...this.#rows.values()].filter((row) => row.pinned !== undefined);
    const { status, error } = this.#loading;
    return { status, error, messages: pinned.sort(byPin) };
  }
}

/** As the server lists them. */
function byPin(a: Message, b: Message): number {
  const [at, bt] = [a.pinned?.at ?? "", b.pinned?.at ?? ""];
  if (at !== bt) return at < bt ? 1 : -1;
  return b.number - a.number;
}
