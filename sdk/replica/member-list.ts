import { compareKeys, sortKey } from "@roost/protocol/folding.ts";
import type { MembersPage, PageQuery } from "@roost/protocol/http.ts";
import type { Member } from "@roost/protocol/member.ts";
import { compareRoles } from "@roost/protocol/permissions.ts";
import type { User } from "@roost/protocol/user.ts";
import { Derived } from "../observable.ts";
import { ListLoad } from "./list-load.ts";
import type { MemberList, MemberListView, MemberView } from "./views.ts";

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
  readonly #loading: ListLoad<MembersPage>;
  #cursor: string | null = null;

  constructor(source: MemberSource) {
    this.#source = source;
    this.#loading = new ListLoad({
      take: (page) => this.#merge(page),
      changed: () => this.#view.changed(),
    });
  }

  readonly get = (): MemberListView => this.#view.get();
  readonly subscribe = (listener: () => void) => this.#view.subscribe(listener);

  load(): Promise<void> {
    return this.#loading.first(() => this.#source.load({}));
  }

  loadMore(): Promise<void> {
    if (this.#loading.status !== "ready") return this.load();
    const cursor = this.#cursor;
    if (cursor === null) return Promise.resolve();
    return this.#loading.next(() => this.#source.load({ cursor }));
  }

  /** R17: a row passed by, from wherever. */
  take(member: Member): void {
    if (this.#loading.status === "unloaded") return;
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
    this.#cursor = null;
    this.#rows.clear();
    this.#views.clear();
    this.#view.changed();
  }

  #merge(page: MembersPage): void {
    for (const member of page.members) this.take(member);
    this.#cursor = page.nextCursor;
  }

  #compute(): MemberListView {
    const present = [...this.#rows.values()].filter((row) => row.leftAt === null);
    return {
      status: this.#loading.status,
      error: this.#loading.error,
      members: present.flatMap((row) => this.#viewOf(row) ?? []).sort(byRankAndName),
      total: this.#source.total(),
      hasMore: this.#cursor !== null,
      loadingMore: this.#loading.isLoadingMore,
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
  const byRole = compareRoles(a.role, b.role);
  if (byRole !== 0) return byRole;
  const byName = compareKeys(keyOf(a.user), keyOf(b.user));
  if (byName !== 0) return byName;
  return a.user.username < b.user.username ? -1 : 1;
}

/** Kept, since lists are sorted again with every change. */
const keys = new WeakMap<User, string>();

function keyOf(user: User): string {
  let key = keys.get(user);
  if (key === undefined) {
    key = sortKey(user.displayName);
    keys.set(user, key);
  }
  return key;
}
