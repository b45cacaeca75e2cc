import type { Changes } from "@roost/protocol/changes.ts";
import type {
  BlocksPage,
  CreateRoom,
  DirectQuery,
  DraftsPage,
  FoundRoom,
  FoundRoomsPage,
  HistoryPage,
  MembersPage,
  MentionsPage,
  MessagesPage,
  MessagesQuery,
  MyRooms,
  OpenedDirect,
  PageQuery,
  PatchRoom,
  PinsList,
  PostMessage,
  Readers,
  ReadState,
  SavedPage,
  ScheduledList,
  SetDraft,
  ThreadQuery,
  ThreadsQuery,
  UsersPage,
} from "@roost/protocol/http.ts";
import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { PatchScheduled, Schedule } from "@roost/protocol/scheduled.ts";
import type { SettingName, Settings } from "@roost/protocol/settings.ts";
import type { ThreadsPage } from "@roost/protocol/thread.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import type { Replica } from "../replica/replica.ts";
import { createEmojiApi, type EmojiApi } from "./emoji-api.ts";
import type { Http } from "./http.ts";
import { createListApi, type ListApi } from "./list-api.ts";
import { createProfileApi, type ProfileApi } from "./profile-api.ts";
import { createReportApi, type ReportApi } from "./report-api.ts";

/** The REST API, one method a route. Each throws `ApiError`, `NetworkError` or `SessionEnded`. */
export interface Api extends ListApi, EmojiApi, ProfileApi, ReportApi {
  me(): Promise<Me>;
  /** What I chose for all my devices, and what is so where I did not. */
  settings(): Promise<Settings>;
  setSetting<Name extends SettingName>(name: Name, value: Settings[Name]): Promise<OwnRow>;
  /** Null where I had chosen nothing. */
  resetSetting(name: SettingName): Promise<OwnRow | null>;
  users(query?: PageQuery): Promise<UsersPage>;
  rooms(): Promise<MyRooms>;
  findRooms(query?: PageQuery): Promise<FoundRoomsPage>;
  createRoom(room: CreateRoom): Promise<MyRoom>;
  getRoom(roomId: string): Promise<FoundRoom>;
  updateRoom(roomId: string, patch: PatchRoom): Promise<MyRoom>;
  /** Deletes a room of mine, and what everybody wrote in it, for good. */
  deleteRoom(roomId: string): Promise<void>;
  joinRoom(roomId: string): Promise<MyRoom>;
  leaveRoom(roomId: string): Promise<void>;
  /** The direct of these people and me, with its newest page, which its timeline begins with. */
  openDirect(userIds: readonly string[], query?: DirectQuery): Promise<OpenedDirect>;
  /** @param number The newest message that was there when I hid it. */
  hideDirect(roomId: string, number: number): Promise<void>;
  showDirect(roomId: string): Promise<void>;
  members(roomId: string, query?: PageQuery): Promise<MembersPage>;
  invite(roomId: string, userIds: readonly string[]): Promise<{ members: Member[]; users: User[] }>;
  setRole(roomId: string, userId: string, role: RoomRole): Promise<Member>;
  removeMember(roomId: string, userId: string): Promise<void>;
  messages(roomId: string, query?: MessagesQuery): Promise<MessagesPage>;
  /** Posts without the queue. A repeat of the same `clientMessageId` returns the first result. */
  post(roomId: string, message: PostMessage): Promise<Message>;
  /** Messages that mention me, in any room of mine, the newest first. */
  /** A page of the thread of a message: of its root and the replies. */
  thread(messageId: string, query?: ThreadQuery): Promise<MessagesPage>;
  /** The threads that I follow, that with the newest reply first. */
  threads(query?: ThreadsQuery): Promise<ThreadsPage>;
  followThread(messageId: string): Promise<OwnRow>;
  unfollowThread(messageId: string): Promise<OwnRow>;
  /** Null where the thread is nothing to me. */
  markThreadRead(messageId: string, number: number): Promise<OwnRow | null>;
  mentions(query?: Omit<PageQuery, "query">): Promise<MentionsPage>;
  getMessage(messageId: string): Promise<Message>;
  editMessage(messageId: string, body: string): Promise<Message>;
  deleteMessage(messageId: string): Promise<Message>;
  /** The pinned messages of a room, what was pinned last first. */
  pins(roomId: string): Promise<PinsList>;
  pin(messageId: string): Promise<Message>;
  unpin(messageId: string): Promise<Message>;
  /** What a message has said, the newest first. */
  history(messageId: string, query?: Omit<PageQuery, "query">): Promise<HistoryPage>;
  /** Who reacted to a message with an emoji. */
  reactors(messageId: string, emoji: string, query?: PageQuery): Promise<UsersPage>;
  /** Who has read a message, where that is shown. */
  readers(messageId: string): Promise<Readers>;
  /** @param message As its id and its room: the answer goes into the replica. */
  react(message: Pick<Message, "id" | "roomId">, emoji: string): Promise<Reaction>;
  /** Null where there was nothing to take back. */
  unreact(message: Pick<Message, "id" | "roomId">, emoji: string): Promise<Reaction | null>;
  changes(roomId: string, since: number): Promise<Changes>;
  /** What changed of my own: the rooms that I am in, and how far I have read. */
  myChanges(since: number): Promise<PersonChanges>;
  markRead(roomId: string, number: number): Promise<ReadState>;
  /** A message and all behind it are not read. */
  markUnread(roomId: string, number: number): Promise<ReadState>;
  drafts(): Promise<DraftsPage>;
  /** An empty body that replies to nothing takes it away. Null where there was none. */
  setDraft(roomId: string, draft: SetDraft): Promise<OwnRow | null>;
  /** To ask for it again, under the same id, changes it. */
  schedule(roomId: string, message: Schedule): Promise<OwnRow>;
  scheduled(): Promise<ScheduledList>;
  editScheduled(id: string, change: PatchScheduled): Promise<OwnRow>;
  /** Null where there was none. */
  unschedule(id: string): Promise<OwnRow | null>;
  saved(query?: Pick<PageQuery, "cursor" | "limit">): Promise<SavedPage>;
  save(messageId: string): Promise<OwnRow | null>;
  unsave(messageId: string): Promise<OwnRow | null>;
  /** Whom I have blocked, the last one first. */
  blocks(query?: Pick<PageQuery, "cursor" | "limit">): Promise<BlocksPage>;
  /** Neither of us two writes to the other any more, and what they write elsewhere is to be folded. */
  /** Says that I have read a warning. */
  acknowledgeWarning(id: string): Promise<OwnRow>;
  block(userId: string): Promise<OwnRow | null>;
  unblock(userId: string): Promise<OwnRow | null>;
}

/** Where the rows of answers go. */
type Feed = Pick<
  Replica,
  | "departures"
  | "takeMe"
  | "takeUsers"
  | "takeRoom"
  | "takeMembers"
  | "takeMessages"
  | "takeNewest"
  | "takeReaction"
  | "confirmRead"
  | "dropRoom"
  | "own"
  | "threads"
>;

/** The API over HTTP; what it answers is in the replica before anybody is told. */
export function createApi(http: Http, feed: Feed): Api {
  const takeRoom = async (answer: Promise<MyRoom>): Promise<MyRoom> => {
    const askedAt = feed.departures;
    const room = await answer;
    feed.takeRoom(room, askedAt);
    return room;
  };
  const takeMessage = async (answer: Promise<Message>): Promise<Message> => {
    const message = await answer;
    feed.takeMessages([message]);
    return message;
  };
  const takeUsers = async <T extends { users: User[] }>(answer: Promise<T>): Promise<T> => {
    const page = await answer;
    feed.takeUsers(page.users);
    return page;
  };

  const takePage = async (roomId: string, answer: Promise<MessagesPage>): Promise<MessagesPage> => {
    const page = await takeUsers(answer);
    feed.takeMessages(page.messages);
    feed.threads.take(roomId, page.threads, page.version);
    return page;
  };

  const takeOwn = async <Row extends OwnRow | null>(answer: Promise<Row>): Promise<Row> => {
    const row = await answer;
    if (row) feed.own.take([row]);
    return row;
  };

  return {
    async me() {
      const me = await http.request<Me>("GET", "/api/me");
      feed.takeMe(me);
      return me;
    },
    settings: () => http.request("GET", "/api/me/settings"),
    setSetting: (name, value) => takeOwn(http.request("PUT", setting(name), { body: { value } })),
    resetSetting: (name) => takeOwn(http.request("DELETE", setting(name))),
    users: (query = {}) => takeUsers(http.request("GET", "/api/users", { query })),
    async rooms() {
      const askedAt = feed.departures;
      const mine = await takeUsers(http.request<MyRooms>("GET", "/api/rooms"));
      for (const room of mine.rooms) feed.takeRoom(room, askedAt);
      return mine;
    },
    findRooms: (query = {}) => http.request("GET", "/api/rooms/search", { query }),
    createRoom: (body) => takeRoom(http.request("POST", "/api/rooms", { body })),
    getRoom: (roomId) => http.request("GET", room(roomId)),
    updateRoom: (roomId, body) => takeRoom(http.request("PATCH", room(roomId), { body })),
    async deleteRoom(roomId) {
      await http.request("DELETE", room(roomId));
      feed.dropRoom(roomId);
    },
    joinRoom: (roomId) => takeRoom(http.request("POST", `${room(roomId)}/join`)),
    async leaveRoom(roomId) {
      await http.request("POST", `${room(roomId)}/leave`);
      feed.dropRoom(roomId);
    },
    async openDirect(userIds, given = {}) {
      const query = { main: true, ...given };
      const body = { userIds };
      const opened = await takeUsers(
        http.request<OpenedDirect>("POST", "/api/directs", { body, query }),
      );
      feed.takeRoom(opened.room);
      feed.threads.take(opened.room.id, opened.threads, opened.version);
      feed.takeNewest(opened.room.id, opened);
      return opened;
    },
    hideDirect: (roomId, number) => http.request("PUT", hidden(roomId), { body: { number } }),
    showDirect: (roomId) => http.request("DELETE", hidden(roomId)),
    members: (roomId, query = {}) =>
      takeUsers(http.request("GET", `${room(roomId)}/members`, { query })),
    async invite(roomId, userIds) {
      const body = { userIds };
      const path = `${room(roomId)}/members`;
      const invited = await takeUsers(http.request<Invited>("POST", path, { body }));
      feed.takeMembers(roomId, invited.members);
      return invited;
    },
    async setRole(roomId, userId, role) {
      const body = { role };
      const changed = await http.request<Member>("PATCH", member(roomId, userId), { body });
      feed.takeMembers(roomId, [changed]);
      return changed;
    },
    removeMember: (roomId, userId) => http.request("DELETE", member(roomId, userId)),
    messages: (roomId, query = {}) =>
      takePage(roomId, http.request("GET", `${room(roomId)}/messages`, { query })),
    thread: (id, query = {}) =>
      takePage(parseMessageId(id).roomId, http.request("GET", thread(id), { query })),
    async threads(query = {}) {
      const epochs = feed.threads.epochs();
      const page = await takeUsers(http.request<ThreadsPage>("GET", "/api/threads", { query }));
      for (const { root, last, thread } of page.threads) {
        feed.takeMessages(last ? [root, last] : [root]);
        const isNow = feed.threads.epoch(root.roomId) === (epochs.get(root.roomId) ?? 0);
        if (isNow) feed.threads.take(root.roomId, [thread]);
      }
      return page;
    },
    followThread: (id) => takeOwn(http.request("PUT", `${thread(id)}/follow`)),
    unfollowThread: (id) => takeOwn(http.request("DELETE", `${thread(id)}/follow`)),
    markThreadRead: (id, number) =>
      takeOwn(http.request("POST", `${thread(id)}/read`, { body: { number } })),
    post: (roomId, body) => takeMessage(http.request("POST", `${room(roomId)}/messages`, { body })),
    mentions: (query = {}) => takeUsers(http.request("GET", "/api/mentions", { query })),
    getMessage: (messageId) => takeMessage(http.request("GET", message(messageId))),
    editMessage: (messageId, body) =>
      takeMessage(http.request("PATCH", message(messageId), { body: { body } })),
    deleteMessage: (messageId) => takeMessage(http.request("DELETE", message(messageId))),
    async pins(roomId) {
      const list = await takeUsers(http.request<PinsList>("GET", `${room(roomId)}/pins`));
      feed.takeMessages(list.messages);
      return list;
    },
    pin: (messageId) => takeMessage(http.request("PUT", `${message(messageId)}/pin`)),
    unpin: (messageId) => takeMessage(http.request("DELETE", `${message(messageId)}/pin`)),
    history: (messageId, query = {}) =>
      http.request("GET", `${message(messageId)}/history`, { query }),
    reactors: (messageId, emoji, query = {}) =>
      takeUsers(http.request("GET", reaction(messageId, emoji), { query })),
    readers: (messageId) => takeUsers(http.request("GET", `${message(messageId)}/readers`)),
    async react({ id, roomId }, emoji) {
      const row = await http.request<Reaction>("PUT", reaction(id, emoji));
      feed.takeReaction(roomId, row);
      return row;
    },
    async unreact({ id, roomId }, emoji) {
      const row = await http.request<Reaction | null>("DELETE", reaction(id, emoji));
      if (row) feed.takeReaction(roomId, row);
      return row;
    },
    changes: (roomId, since) =>
      http.request("GET", `${room(roomId)}/changes`, { query: { since } }),
    myChanges: (since) => http.request("GET", "/api/me/changes", { query: { since } }),
    async markRead(roomId, number) {
      const path = `${room(roomId)}/read`;
      const state = await http.request<ReadState>("POST", path, { body: { number } });
      feed.confirmRead(roomId, state.readNumber);
      return state;
    },
    markUnread: (roomId, number) =>
      http.request("POST", `${room(roomId)}/unread`, { body: { number } }),
    drafts: () => http.request("GET", "/api/drafts"),
    setDraft: (roomId, body) => takeOwn(http.request("PUT", `${room(roomId)}/draft`, { body })),
    schedule: (roomId, body) =>
      takeOwn(http.request("POST", `${room(roomId)}/scheduled`, { body })),
    scheduled: () => http.request("GET", "/api/scheduled"),
    editScheduled: (id, body) => takeOwn(http.request("PATCH", `/api/scheduled/${id}`, { body })),
    unschedule: (id) => takeOwn(http.request("DELETE", `/api/scheduled/${id}`)),
    saved: (query = {}) => takeUsers(http.request("GET", "/api/saved", { query })),
    save: (messageId) => takeOwn(http.request("PUT", `${message(messageId)}/saved`)),
    unsave: (messageId) => takeOwn(http.request("DELETE", `${message(messageId)}/saved`)),
    ...createListApi(http, takeOwn),
    ...createEmojiApi(http),
    ...createProfileApi(http, feed),
    ...createReportApi(http),
    blocks: (query = {}) => takeUsers(http.request("GET", "/api/me/blocks", { query })),
    acknowledgeWarning: (id) => takeOwn(http.request("POST", `/api/me/warnings/${id}/acknowledge`)),
    block: (userId) => takeOwn(http.request("PUT", block(userId))),
    unblock: (userId) => takeOwn(http.request("DELETE", block(userId))),
  };
}

type Invited = { members: Member[]; users: User[] };

const setting = (name: SettingName) => `/api/me/settings/${name}`;

function room(roomId: string): string {
  return `/api/rooms/${encodeURIComponent(roomId)}`;
}

const hidden = (roomId: string) => `${room(roomId)}/hidden`;

function member(roomId: string, userId: string): string {
  return `${room(roomId)}/members/${encodeURIComponent(userId)}`;
}

function block(userId: string): string {
  return `/api/me/blocks/${encodeURIComponent(userId)}`;
}

function message(messageId: string): string {
  return `/api/messages/${encodeURIComponent(messageId)}`;
}

function thread(messageId: string): string {
  return `${message(messageId)}/thread`;
}

function reaction(messageId: string, emoji: string): string {
  return `${message(messageId)}/reactions/${encodeURIComponent(emoji)}`;
}
