import type { RoomRole } from "@roost/protocol/member.ts";
import type { SystemEvent } from "@roost/protocol/message.ts";
import type { RoomKind } from "@roost/protocol/room.ts";
import type { ServerRole } from "@roost/protocol/user.ts";
import type { Generated, JSONColumnType } from "kysely";

/** The tables as Kysely sees them. The migrations are the truth. */
export interface Schema {
  users: UsersTable;
  sessions: SessionsTable;
  rooms: RoomsTable;
  members: MembersTable;
  messages: MessagesTable;
}

/** The columns that the rest of the server reads; Better Auth owns the table. */
interface UsersTable {
  id: string;
  username: string;
  display_name: string;
  email: string;
  role: ServerRole;
}

interface SessionsTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
}

interface RoomsTable {
  id: string;
  kind: RoomKind;
  name: string;
  topic: string;
  version: Generated<number>;
  last_number: Generated<number>;
  member_count: Generated<number>;
  auto_join: Generated<boolean>;
  created_at: Generated<Date>;
  bumped_at: Generated<Date>;
}

interface MembersTable {
  room_id: string;
  user_id: string;
  role: RoomRole;
  version: number;
  read_number: Generated<number>;
  joined_at: Generated<Date>;
  left_at: Date | null;
}

interface MessagesTable {
  room_id: string;
  number: number;
  version: number;
  author_id: string | null;
  client_message_id: string | null;
  body: string;
  system: JSONColumnType<SystemEvent> | null;
  created_at: Generated<Date>;
  edited_at: Date | null;
  deleted_at: Date | null;
}
