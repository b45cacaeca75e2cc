import type { Bus } from "./bus/bus.ts";
import type { PostQueue } from "./messages/post-queue.ts";
import type { ChangeQueue } from "./rooms/change-queue.ts";
import type { Database } from "./store/database.ts";

/** What the domain folders work with. Made once, when the server starts. */
export interface Context {
  database: Database;
  bus: Bus;
  posts: PostQueue;
  changes: ChangeQueue;
  /** Messages of a page where the request does not say. */
  pageSize: number;
}
