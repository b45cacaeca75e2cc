import type { DeletedMessages } from "@roost/protocol/deletion.ts";
import type { CurrentRoles } from "./accounts/current-roles.ts";
import type { AddressBans } from "./address-bans/current.ts";
import type { Bus } from "./bus/bus.ts";
import type { Filters } from "./filters/current.ts";
import type { PostQueue } from "./messages/post-queue.ts";
import type { Meter } from "./overview/meter.ts";
import type { AskedPeople } from "./presence/asked-people.ts";
import type { Delivered } from "./reads/deliveries.ts";
import type { MarkQueue } from "./reads/mark-queue.ts";
import type { Position } from "./reads/read-batch.ts";
import type { ChangeQueue } from "./rooms/change-queue.ts";
import type { CurrentSettings } from "./server-settings/current.ts";
import type { Database } from "./store/database.ts";

/** What the domain folders work with. Made once, when the server starts. */
export interface Context {
  database: Database;
  bus: Bus;
  posts: PostQueue;
  changes: ChangeQueue;
  reads: MarkQueue<Position>;
  deliveries: MarkQueue<Delivered>;
  /** Asks the nodes who is connected, for what does not look on. */
  asked: AskedPeople;
  /** Messages of a page where the request does not say. */
  pageSize: number;
  /** What this node counts of its work. */
  meter: Meter;
  /** How the server is run, as this node knows it. */
  settings: CurrentSettings;
  /** The custom roles, as this node knows them. */
  roles: CurrentRoles;
  /** From where nobody uses this server, as this node knows it. */
  bans: AddressBans;
  /** What may not be said on this server, as this node knows it. */
  filters: Filters;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  /** Days after which an account is gone that its person deletes. */
  deletionGraceDays: number;
  /** What becomes of the messages of those who are gone. */
  deletedMessages: DeletedMessages;
  /** Whether people see who has read what. */
  showsReceipts: boolean;
}
