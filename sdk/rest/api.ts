import type { Changes } from "@roost/protocol/changes.ts";
import type {
  CreateRoom,
  FoundRoom,
  FoundRoomsPage,
  MembersPage,
  MessagesPage,
  MessagesQuery,
  MyRooms,
  PageQuery,
  PatchRoom,
  PostMessage,
  ReadState,
  UsersPage,
} from "@roost/protocol/http.ts";
import type { Member } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import type { Replica } from "../replica/replica.ts";
import type { Http } from "./http.ts";

/** The REST API, one method a route. Each throws `ApiError`, `NetworkError` or `SessionEnded`. */
export interface Api {
  me(): Promise<Me>;
  users(query?: PageQuery): Promise<UsersPage>;
  rooms(): Promise<MyRooms>;
  findRooms(query?: PageQuery): Promise<FoundRoomsPage>;
  createRoom(room: CreateRoom): Promise<MyRoom>;
  getRoom(roomId: string): Promise<FoundRoom>;
  updateRoom(roomId: string, patch: PatchRoom): Promise<MyRoom>;
  joinRoom(roomId: string): Promise<MyRoom>;
  leaveRoom(roomId: string): Promise<void>;
  members(roomId: string, query?: PageQuery): Promise<MembersPage>;
  invite(roomId: string, userIds: readonly string[]): Promise<{ members: Member[]; users: User[] }>;
  removeMember(roomId: string, userId: string): Promise<void>;
  messages(roomId: string, query?: MessagesQuery): Promise<MessagesPage>;
  /** Posts without the queue. A repeat of the same `clientMessageId` returns the first result. */
  post(roomId: string, message: PostMessage): Promise<Message>;
  getMessage(messageId: string): Promise<Message>;
  editMessage(messageId: string, body: string): Promise<Message>;
  deleteMessage(messageId: string): Promise<Message>;
  changes(roomId: string, since: number): Promise<Changes>;
  markRead(roomId: string, number: number): Promise<ReadState>;
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
  | "confirmRead"
  | "dropRoom"
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

  return {
    async me() {
      const me = await http.request<Me>("GET", "/api/me");
      feed.takeMe(me);
      return me;
    },
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
    joinRoom: (roomId) => takeRoom(http.request("POST", `${room(roomId)}/join`)),
    async leaveRoom(roomId) {
      await http.request("POST", `${room(roomId)}/leave`);
      feed.dropRoom(roomId);
    },
    members: (roomId, query = {}) =>
      takeUsers(http.request("GET", `${room(roomId)}/members`, { query })),
    async invite(roomId, userIds) {
      const body = { userIds };
      const path = `${room(roomId)}/members`;
      const invited = await takeUsers(http.request<Invited>("POST", path, { body }));
      feed.takeMembers(roomId, invited.members);
      return invited;
    },
    removeMember: (roomId, userId) =>
      http.request("DELETE", `${room(roomId)}/members/${encodeURIComponent(userId)}`),
    async messages(roomId, query = {}) {
      const path = `${room(roomId)}/messages`;
      const page = await takeUsers(http.request<MessagesPage>("GET", path, { query }));
      feed.takeMessages(page.messages);
      return page;
    },
    post: (roomId, body) => takeMessage(http.request("POST", `${room(roomId)}/messages`, { body })),
    getMessage: (messageId) => takeMessage(http.request("GET", message(messageId))),
    editMessage: (messageId, body) =>
      takeMessage(http.request("PATCH", message(messageId), { body: { body } })),
    deleteMessage: (messageId) => takeMessage(http.request("DELETE", message(messageId))),
    changes: (roomId, since) =>
      http.request("GET", `${room(roomId)}/changes`, { query: { since } }),
    async markRead(roomId, number) {
      const path = `${room(roomId)}/read`;
      const state = await http.request<ReadState>("POST", path, { body: { number } });
      feed.confirmRead(roomId, state.readNumber);
      return state;
    },
  };
}

type Invited = { members: Member[]; users: User[] };

function room(roomId: string): string {
  return `/api/rooms/${encodeURIComponent(roomId)}`;
}

function message(messageId: string): string {
  return `/api/messages/${encodeURIComponent(messageId)}`;
}
