import type { MembersPage, PageQuery } from "@roost/protocol/http.ts";
import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { User } from "@roost/protocol/user.ts";
import { sentenceOf } from "../errors.ts";
import { Derived } from "../observable.ts";
import { PageRequest } from "./page-request.ts";
import type { LoadStatus, MemberList, MemberListView, MemberView } from "./views.ts";

const RANK: Record<RoomRole, number> = { owner: 0, moderator: 1, member: 2 };

export interface MemberSource {
  load(query: PageQuery): Promise<MembersPage>;
  user(userId: string): User | undefined;
  /** Members of the room, loaded or not. */
  total(): number;
}

/** The members of one room as far as they were asked for, and all that changed since. */
export class RoomMembers implements MemberList {
  readonly #source: MemberSource;
  readonly #view = new Derived<MemberListView>(() => this.#compute());
  /** By user; people who left stay as tombstones, so that a late page does not revive them. */
  readonly #rows = new Map<string, Member>();
  readonly #views = new Map<string, MemberView>();
  #status: LoadStatus = "unloaded";
  #error: string | null = null;
  #cursor: string | null = null;
  #request: PageRequest<"first" | "next"> | null = null;

  constructor(source: MemberSource) {
    this.#source = source;
  }

  readonly get = (): MemberListView => this.#view.get();
  readonly subscribe = (listener: () => void) => this.#view.subscribe(listener);

  load(): Promise<void> {
    if (this.#status === "ready") return Promise.resolve();
    if (this.#request) return this.#request.done;
    this.#status = "loading";
    return this.#load("first", {});
  }

  loadMore(): Promise<void> {
    if (this.#status !== "ready") return this.load();
    if (this.#request) return this.#request.done;
    return this.#cursor === null ? Promise.resolve() : this.#load("next", { cursor: this.#cursor });
  }

  /** R17: a row passed by, from wherever. */
  take(member: Member): void {
    if (this.#status === "unloaded") return;
    const held = this.#rows.get(member.userId);
    if (held && held.version >= member.version) return;
    this.#rows.set(member.userId, member);
    this.#view.changed();
  }

  /** Names, or the number of members, may have changed. */
  refresh(): void {
    this.#view.changed();
  }

  restart(): void {
    if (this.#status === "unloaded") return;
    this.drop();
    void this.load();
  }

  retryFailed(): void {
    if (this.#status === "error") void this.load();
  }

  /** R9. */
  drop(): void {
    this.#request = null;
    this.#status = "unloaded";
    this.#error = null;
    this.#cursor = null;
    this.#rows.clear();
    this.#views.clear();
    this.#view.changed();
  }

  #load(part: "first" | "next", query: PageQuery): Promise<void> {
    const request = new PageRequest(part);
    this.#request = request;
    this.#error = null;
    this.#view.changed();
    return request.run(
      () => this.#source.load(query),
      (result) => {
        if (this.#request !== request) return this.#request;
        this.#request = null;
        if ("error" in result) this.#failed(part, result.error);
        else this.#merge(result.page);
        this.#view.changed();
        return null;
      },
    );
  }

  #failed(part: "first" | "next", error: unknown): void {
    this.#error = sentenceOf(error);
    if (part === "first") this.#status = "error";
  }

  #merge(page: MembersPage): void {
    for (const member of page.members) this.take(member);
    this.#status = "ready";
    this.#cursor = page.nextCursor;
  }

  #compute(): MemberListView {
    const present = [...this.#rows.values()].filter((row) => row.leftAt === null);
    return {
      status: this.#status,
      error: this.#error,
      members: present.flatMap((row) => this.#viewOf(row) ?? []).sort(byRankAndName),
      total: this.#source.total(),
      hasMore: this.#cursor !== null,
      loadingMore: this.#request?.part === "next",
    };
  }

  /** The same object until the row or the person changes. */
  #viewOf(row: Member): MemberView | null {
    const user = this.#source.user(row.userId);
    if (!user) return null;
    const held = this.#views.get(row.userId);
    if (held && held.version === row.version && held.user === user) return held;
    const view = { ...row, user };
    this.#views.set(row.userId, view);
    return view;
  }
}

/** As the server pages them. */
function byRankAndName(a: MemberView, b: MemberView): number {
  const byRank = RANK[a.role] - RANK[b.role];
  if (byRank !== 0) return byRank;
  return a.user.username < b.user.username ? -1 : 1;
}
