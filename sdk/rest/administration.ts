import type { AuditPage, AuditQuery } from "@roost/protocol/audit.ts";
import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import type {
  CreateCustomRole,
  CustomRole,
  CustomRoles,
  PatchCustomRole,
  RoleToGive,
} from "@roost/protocol/custom-roles.ts";
import type { DeletePerson, Deletion } from "@roost/protocol/deletion.ts";
import type { FoundRoom, FoundRoomsPage, MembersPage, PageQuery } from "@roost/protocol/http.ts";
import type { JobsPage, JobsQuery } from "@roost/protocol/jobs.ts";
import type { ManagedEmojiPage, ManagedEmojiQuery } from "@roost/protocol/managed-emoji.ts";
import type {
  ChangedMessages,
  ChangeFoundMessages,
  ChangeMessages,
  ChangingMessages,
  ManagedMessageDetails,
  ManagedMessagesPage,
  ManagedMessagesQuery,
  OpenedMessages,
  OpenMessages,
} from "@roost/protocol/managed-messages.ts";
import type {
  AddMembers,
  ChangeRoom,
  MakeRoom,
  ManagedRoomDetails,
  ManagedRoomsPage,
  ManagedRoomsQuery,
  RoomCounts,
} from "@roost/protocol/managed-rooms.ts";
import type {
  ManagedTokensPage,
  ManagedTokensQuery,
  RevokedTokens,
} from "@roost/protocol/managed-tokens.ts";
import type { Overview, Sample, Samples, SamplesQuery } from "@roost/protocol/overview.ts";
import type {
  AccountDetails,
  AccountsPage,
  AccountsQuery,
  ChangedPeople,
  ChangePeople,
  CreatedPerson,
  CreatePerson,
  EndedSessions,
  ResetLink,
  Suspend,
} from "@roost/protocol/people.ts";
import type { RoomRole } from "@roost/protocol/permissions.ts";
import type { ReportsPage, ReportsQuery, Resolution } from "@roost/protocol/report.ts";
import type {
  Retention,
  SetRetention,
  TriedRetention,
  TryRetention,
} from "@roost/protocol/retention.ts";
import type { SanctionsPage, SilenceWish, Warn } from "@roost/protocol/sanctions.ts";
import type { SignInHistory, SignInHistoryQuery } from "@roost/protocol/sign-in-history.ts";
import type { Accounts } from "./accounts.ts";

/** What those do who look after a server. In browsers; each method throws `ApiError` or `NetworkError`. */
export class Administration {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  people(query: AccountsQuery = {}): Promise<AccountsPage> {
    return this.#accounts.call("GET", "/api/admin/people", { query });
  }

  person(userId: string): Promise<AccountDetails> {
    return this.#accounts.call("GET", person(userId));
  }

  /** Makes an account, and a link with which its person sets the password. */
  createPerson(body: CreatePerson): Promise<CreatedPerson> {
    return this.#accounts.call("POST", "/api/admin/people", { body });
  }

  /** Does the same to several people, and says of each what became of it. */
  async changePeople(body: ChangePeople): Promise<ChangedPeople["results"]> {
    const path = "/api/admin/people/changes";
    return (await this.#accounts.call<ChangedPeople>("POST", path, { body })).results;
  }

  /** @param role A built-in one, or the id of a custom one. */
  async setRole(userId: string, role: RoleToGive): Promise<void> {
    await this.#accounts.call("PUT", `${person(userId)}/role`, { body: { role } });
  }

  emoji(query: ManagedEmojiQuery = {}): Promise<ManagedEmojiPage> {
    return this.#accounts.call("GET", "/api/admin/emoji", { query });
  }

  /** @param image A PNG, GIF or WebP. */
  addEmoji(name: string, image: Blob): Promise<CustomEmoji> {
    return this.#accounts.call("PUT", `/api/emoji/${encodeURIComponent(name)}`, { body: image });
  }

  async deleteEmoji(name: string): Promise<void> {
    await this.#accounts.call("DELETE", `/api/emoji/${encodeURIComponent(name)}`);
  }

  /** The API tokens that people have made for themselves. */
  tokens(query: ManagedTokensQuery = {}): Promise<ManagedTokensPage> {
    return this.#accounts.call("GET", "/api/admin/tokens", { query });
  }

  /** Revokes some, and says of each what became of it. */
  async revokeTokens(tokenIds: readonly string[]): Promise<RevokedTokens["results"]> {
    const path = "/api/admin/tokens/revoke";
    const body = { tokenIds };
    return (await this.#accounts.call<RevokedTokens>("POST", path, { body })).results;
  }

  async customRoles(): Promise<CustomRole[]> {
    return (await this.#accounts.call<CustomRoles>("GET", "/api/admin/roles")).roles;
  }

  createCustomRole(body: CreateCustomRole): Promise<CustomRole> {
    return this.#accounts.call("POST", "/api/admin/roles", { body });
  }

  changeCustomRole(roleId: string, body: PatchCustomRole): Promise<CustomRole> {
    return this.#accounts.call("PATCH", `/api/admin/roles/${encodeURIComponent(roleId)}`, { body });
  }

  /** Those who have it keep its base. */
  async deleteCustomRole(roleId: string): Promise<void> {
    await this.#accounts.call("DELETE", `/api/admin/roles/${encodeURIComponent(roleId)}`);
  }

  async suspend(userId: string, body: Suspend): Promise<void> {
    await this.#accounts.call("PUT", `${person(userId)}/suspension`, { body });
  }

  async unsuspend(userId: string): Promise<void> {
    await this.#accounts.call("DELETE", `${person(userId)}/suspension`);
  }

  async warn(userId: string, body: Warn): Promise<void> {
    await this.#accounts.call("POST", `${person(userId)}/warnings`, { body });
  }

  /** Lets somebody read and not write. */
  async silence(userId: string, body: SilenceWish): Promise<void> {
    await this.#accounts.call("PUT", `${person(userId)}/silence`, { body });
  }

  async unsilence(userId: string): Promise<void> {
    await this.#accounts.call("DELETE", `${person(userId)}/silence`);
  }

  /** The warnings, mutes and suspensions of somebody, the newest first. */
  sanctions(
    userId: string,
    query: Pick<PageQuery, "cursor" | "limit"> = {},
  ): Promise<SanctionsPage> {
    return this.#accounts.call("GET", `${person(userId)}/sanctions`, { query });
  }

  /** Signs somebody out everywhere. Returns how many sessions that were. */
  async endSessions(userId: string): Promise<number> {
    const path = `${person(userId)}/sessions`;
    return (await this.#accounts.call<EndedSessions>("DELETE", path)).count;
  }

  /** Who signed in to somebody's account, and who was kept out. */
  signIns(userId: string, query: SignInHistoryQuery = {}): Promise<SignInHistory> {
    return this.#accounts.call("GET", `${person(userId)}/sign-ins`, { query });
  }

  makeResetLink(userId: string): Promise<ResetLink> {
    return this.#accounts.call("POST", `${person(userId)}/reset-link`);
  }

  async resetSecondFactor(userId: string): Promise<void> {
    await this.#accounts.call("DELETE", `${person(userId)}/second-factor`);
  }

  /** Has an account deleted, after the days that the server gives or at once. Returns when. */
  async deletePerson(userId: string, body: DeletePerson): Promise<string> {
    const path = `${person(userId)}/deletion`;
    return (await this.#accounts.call<Deletion>("PUT", path, { body })).at;
  }

  /** Keeps an account that was to be deleted. */
  async keepPerson(userId: string): Promise<void> {
    await this.#accounts.call("DELETE", `${person(userId)}/deletion`);
  }

  /** Makes somebody else the owner. @param currentPassword Of the owner, who does it. */
  async handOn(userId: string, currentPassword: string): Promise<void> {
    const body = { userId, currentPassword };
    await this.#accounts.call("POST", "/api/admin/owner", { body });
  }

  jobs(query: JobsQuery = {}): Promise<JobsPage> {
    return this.#accounts.call("GET", "/api/admin/jobs", { query });
  }

  async cancelJob(jobId: string): Promise<void> {
    await this.#accounts.call("POST", `/api/admin/jobs/${encodeURIComponent(jobId)}/cancel`);
  }

  /** Has a job go on that was given up. */
  async retryJob(jobId: string): Promise<void> {
    await this.#accounts.call("POST", `/api/admin/jobs/${encodeURIComponent(jobId)}/retry`);
  }

  overview(): Promise<Overview> {
    return this.#accounts.call("GET", "/api/admin/overview");
  }

  /** How the server did, the oldest first. */
  async samples(per: SamplesQuery["per"]): Promise<Sample[]> {
    const path = "/api/admin/overview/samples";
    return (await this.#accounts.call<Samples>("GET", path, { query: { per } })).samples;
  }

  rooms(query: ManagedRoomsQuery = {}): Promise<ManagedRoomsPage> {
    return this.#accounts.call("GET", "/api/admin/rooms", { query });
  }

  roomCounts(): Promise<RoomCounts> {
    return this.#accounts.call("GET", "/api/admin/rooms/counts");
  }

  room(roomId: string): Promise<ManagedRoomDetails> {
    return this.#accounts.call("GET", room(roomId));
  }

  makeRoom(body: MakeRoom): Promise<ManagedRoomDetails> {
    return this.#accounts.call("POST", "/api/admin/rooms", { body });
  }

  changeRoom(roomId: string, body: ChangeRoom): Promise<ManagedRoomDetails> {
    return this.#accounts.call("PATCH", room(roomId), { body });
  }

  async deleteRoom(roomId: string): Promise<void> {
    await this.#accounts.call("DELETE", room(roomId));
  }

  /** For how long messages are kept where a room has no own time. */
  serverRetention(): Promise<Retention> {
    return this.#accounts.call("GET", "/api/admin/retention");
  }

  /** What would go if messages were kept for a time; changes nothing. */
  tryRetention(body: TryRetention): Promise<TriedRetention> {
    return this.#accounts.call("POST", "/api/admin/retention/trials", { body });
  }

  async setRetention(roomId: string, body: SetRetention): Promise<void> {
    await this.#accounts.call("PUT", `${room(roomId)}/retention`, { body });
  }

  roomMembers(roomId: string, query: PageQuery = {}): Promise<MembersPage> {
    return this.#accounts.call("GET", `${room(roomId)}/members`, { query });
  }

  async addRoomMembers(roomId: string, body: AddMembers): Promise<void> {
    await this.#accounts.call("POST", `${room(roomId)}/members`, { body });
  }

  async setRoomRole(roomId: string, userId: string, role: RoomRole): Promise<void> {
    await this.#accounts.call("PATCH", member(roomId, userId), { body: { role } });
  }

  async removeRoomMember(roomId: string, userId: string): Promise<void> {
    await this.#accounts.call("DELETE", member(roomId, userId));
  }

  messages(query: ManagedMessagesQuery = {}): Promise<ManagedMessagesPage> {
    return this.#accounts.call("GET", "/api/admin/messages", { query });
  }

  /** A message with what stands around it. */
  message(messageId: string): Promise<ManagedMessageDetails> {
    return this.#accounts.call("GET", `/api/admin/messages/${encodeURIComponent(messageId)}`);
  }

  /** Deletes messages or brings them back, and says of each what became of it. */
  async changeMessages(body: ChangeMessages): Promise<ChangedMessages["results"]> {
    const path = "/api/admin/messages/changes";
    return (await this.#accounts.call<ChangedMessages>("POST", path, { body })).results;
  }

  /** Does it to all that are found, as a job. Returns its id. */
  async changeFoundMessages(body: ChangeFoundMessages): Promise<string> {
    const path = "/api/admin/messages/found-changes";
    return (await this.#accounts.call<ChangingMessages>("POST", path, { body })).jobId;
  }

  /** Opens a private room or a direct to be read, for an hour. */
  openMessages(body: OpenMessages): Promise<OpenedMessages> {
    return this.#accounts.call("POST", "/api/admin/messages/openings", { body });
  }

  audit(query: AuditQuery = {}): Promise<AuditPage> {
    return this.#accounts.call("GET", "/api/admin/audit", { query });
  }

  /** Public rooms, by a part of their name. */
  publicRooms(query: PageQuery = {}): Promise<FoundRoomsPage> {
    return this.#accounts.call("GET", "/api/rooms/search", { query });
  }

  /** A room that I can see. */
  visibleRoom(roomId: string): Promise<FoundRoom> {
    return this.#accounts.call("GET", `/api/rooms/${encodeURIComponent(roomId)}`);
  }

  /** What people report. */
  reports(query: ReportsQuery = {}): Promise<ReportsPage> {
    return this.#accounts.call("GET", "/api/admin/reports", { query });
  }

  /** Resolves a report, and all open ones of the same message. `deleted` takes the message away. */
  async resolveReport(reportId: string, resolution: Resolution): Promise<void> {
    const path = `/api/admin/reports/${encodeURIComponent(reportId)}/resolve`;
    await this.#accounts.call("POST", path, { body: { resolution } });
  }
}

const person = (userId: string) => `/api/admin/people/${encodeURIComponent(userId)}`;
const room = (roomId: string) => `/api/admin/rooms/${encodeURIComponent(roomId)}`;
const member = (roomId: string, userId: string) =>
  `${room(roomId)}/members/${encodeURIComponent(userId)}`;
