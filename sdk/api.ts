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
