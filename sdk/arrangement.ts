import type {
  Filed,
  ListArrangement,
  OwnKind,
  OwnValue,
  SectionSort,
} from "@roost/protocol/own.ts";
import type { Observable } from "./observable.ts";
import type { OwnRows, OwnView } from "./replica/own-rows.ts";
import type { Api } from "./rest/api.ts";
import { randomUuid } from "./sending/uuid.ts";

/** What a list is until something of it is changed. */
const plain: ListArrangement = { sort: "newest", unreadFirst: false, order: [] };

/**
 * How I have my list of rooms, on all my devices. What I change is shown at once; each of these rejects, and
 * is undone, where the server refuses it or cannot be reached.
 */
export class Arrangement {
  /** By room, those that I muted. What is unread in them is counted as in others. */
  readonly muted: Observable<OwnView<"muted">>;
  /** By room, the section that I put it into. There may be no such section any more. */
  readonly filed: Observable<OwnView<"filed">>;
  /** My sections, by their ids. */
  readonly sections: Observable<OwnView<"section">>;
  /** By section, how it is sorted where that is otherwise than the list. */
  readonly sorted: Observable<OwnView<"sorted">>;
  readonly options: Observable<ListArrangement>;
  readonly #api: Api;
  readonly #own: OwnRows;
  /** By kind and key, what was asked last. */
  readonly #asked = new Map<string, Promise<unknown>>();

  /** @param api Has the answers in the rows when it resolves. */
  constructor(api: Api, own: OwnRows) {
    this.#api = api;
    this.#own = own;
    this.muted = own.view("muted");
    this.filed = own.view("filed");
    this.sections = own.view("section");
    this.sorted = own.view("sorted");
    const list = own.view("list");
    this.options = {
      get: () => list.get().get("list")?.value ?? plain,
      subscribe: list.subscribe,
    };
  }

  mute(roomId: string, on: boolean): Promise<void> {
    const ask = () => (on ? this.#api.mute(roomId) : this.#api.unmute(roomId));
    return this.#set("muted", roomId, on ? {} : null, ask);
  }

  /** Puts a room into a section; with null, back to where it stands by itself. */
  put(roomId: string, section: Filed["section"] | null): Promise<void> {
    return this.#set("filed", roomId, section === null ? null : { section }, () =>
      section === null
        ? this.#api.takeOutOfSection(roomId)
        : this.#api.putInSection(roomId, section),
    );
  }

  /** Makes a section, and resolves to its id. */
  async make(name: string): Promise<string> {
    const id = randomUuid();
    await this.name(id, name);
    return id;
  }

  /** Gives a section another name. */
  name(sectionId: string, name: string): Promise<void> {
    return this.#set("section", sectionId, { name }, () =>
      this.#api.setSection(sectionId, { name }),
    );
  }

  /** Takes a section away, and leaves its rooms. */
  remove(sectionId: string): Promise<void> {
    return this.#set("section", sectionId, null, () => this.#api.removeSection(sectionId));
  }

  /** Sorts a section otherwise than the list; with null, as the list again. */
  sort(sectionId: string, sort: SectionSort | null): Promise<void> {
    return this.#set("sorted", sectionId, sort, () => this.#api.sortSection(sectionId, sort));
  }

  /** Changes what is named of the options. */
  arrange(patch: Partial<ListArrangement>): Promise<void> {
    const value = { ...this.options.get(), ...patch };
    return this.#set("list", "list", value, () => this.#api.arrangeList(patch));
  }

  async #set<K extends OwnKind>(
    kind: K,
    key: string,
    value: OwnValue<K> | null,
    ask: () => Promise<unknown>,
  ): Promise<void> {
    const id = `${kind} ${key}`;
    this.#own.choose(kind, key, value);
    // One after the other: the last choice is the one that stays.
    const before = this.#asked.get(id) ?? Promise.resolve();
    const asked = before.catch(() => {}).then(ask);
    this.#asked.set(id, asked);
    try {
      await asked;
    } finally {
      if (this.#asked.get(id) === asked) {
        this.#asked.delete(id);
        this.#own.endChoice(kind, key);
      }
    }
  }
}
