import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import type { Forwarded } from "@roost/protocol/forward.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { SystemEvent } from "@roost/protocol/message.ts";
import type { HiddenPart } from "@roost/protocol/presence.ts";
import type { RegistrationMode } from "@roost/protocol/registration-modes.ts";
import type { RoomKind } from "@roost/protocol/room.ts";
import type { ServerRole } from "@roost/protocol/user.ts";
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { MailLanguage } from "../mail/languages.ts";

/** The tables as Kysely sees them. The migrations are the truth. */
export interface Schema {
  users: UsersTable;
  sessions: SessionsTable;
  rooms: RoomsTable;
  members: MembersTable;
  messages: MessagesTable;
  message_edits: MessageEditsTable;
  reactions: ReactionsTable;
  threads: ThreadsTable;
  deliveries: DeliveriesTable;
  presences: PresencesTable;
  custom_emoji: CustomEmojiTable;
}

/** The columns that the rest of the server reads; Better Auth owns the table. */
interface UsersTable {
  id: string;
  username: string;
  display_name: string;
  email: string;
  email_verified: Generated<boolean>;
  confirmation_required: Generated<boolean>;
  role: ServerRole;
  created_at: Generated<Date>;
  name_folded: Generated<string>;
  name_order: Generated<string>;
  folded_from: Generated<string>;
  former_usernames: Generated<string[] | null>;
  suspended_at: Generated<Date | null>;
  suspended_until: Generated<Date | null>;
  suspension_reason: Generated<string | null>;
  silenced_at: Generated<Date | null>;
  silenced_until: Generated<Date | null>;
  silence_reason: Generated<string | null>;
  about: Generated<string | null>;
  pronouns: Generated<string | null>;
  time_zone: Generated<string | null>;
  picture: Generated<string | null>;
  language: Generated<MailLanguage | null>;
  registered_by: Generated<Exclude<RegistrationMode, "closed"> | null>;
  invite_id: Generated<string | null>;
  deletion_at: Generated<Date | null>;
  deleted_at: Generated<Date | null>;
  approval: Generated<"awaited" | "approved" | "refused" | null>;
  is_bot: Generated<boolean>;
  bot_owner_id: Generated<string | null>;
  custom_role_id: Generated<string | null>;
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
  archived_at: Date | null;
  user_ids: string[] | null;
  announcement: Generated<boolean>;
  slow_seconds: Generated<number>;
  guarded_mentions: Generated<boolean>;
  blocked_by: string[] | null;
  made_by: string | null;
  deleted_at: Date | null;
  to_purge: Generated<boolean>;
  retention_days: number | null;
  expired_number: Generated<number>;
  name_folded: Generated<string>;
  name_order: Generated<string>;
  folded_from: Generated<string>;
}

interface DeliveriesTable {
  room_id: string;
  user_id: string;
  number: number;
}

interface MembersTable {
  room_id: string;
  user_id: string;
  role: RoomRole;
  version: number;
  read_number: Generated<number>;
  joined_at: Generated<Date>;
  left_at: Date | null;
  placed_version: number | null;
  posted_at: Date | null;
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
  seen: number | null;
  reply_to: number | null;
  mentions: string[] | null;
  pinned_at: Date | null;
  pinned_by: string | null;
  thread_number: number | null;
  in_room: boolean | null;
  forwarded: JSONColumnType<Forwarded> | null;
  restored_version: number | null;
}

interface MessageEditsTable {
  room_id: string;
  number: number;
  version: number;
  body: string;
  written_at: Date;
}

interface ReactionsTable {
  room_id: string;
  number: number;
  emoji: string;
  user_id: string;
  version: number;
  count: number;
  created_at: Generated<Date>;
  removed_at: Date | null;
}

interface ThreadsTable {
  room_id: string;
  number: number;
  version: number;
  count: number;
  last_number: number;
  last_author_id: string | null;
  last_at: Date;
  user_ids: string[];
}

interface PresencesTable {
  user_id: string;
  status_emoji: string | null;
  status_text: Generated<string>;
  status_until: ColumnType<Date | null, string | null | undefined, string | null>;
  do_not_disturb_until: ColumnType<Date | null, string | null | undefined, string | null>;
  hidden: Generated<HiddenPart[]>;
  seen_at: Date | null;
}

interface CustomEmojiTable {
  name: string;
  version: number;
  image: Buffer | null;
  hash: string;
  media_type: CustomEmoji["mediaType"];
  width: number;
  height: number;
  added_by: string;
  added_at: Generated<Date>;
  deleted_at: Date | null;
}
