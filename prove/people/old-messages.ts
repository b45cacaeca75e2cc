import { randomUUID } from "node:crypto";
import type { Seed } from "@roost/stage/seed.ts";
import type { OldMessages } from "../history.ts";
import type { Ledger } from "./recorder.ts";

const count = 240;
const keptDays = 30;
const dayMs = 86_400_000;
/** When it begins: people talk by then, and things go wrong. */
const beginsInSeconds = 5;

/** Leaves messages in a room that are older than they are kept there, and has a job delete them while people talk. */
export async function leaveOldMessages(
  seed: Seed,
  ledger: Ledger,
  roomId: string,
  authorId: string,
): Promise<OldMessages> {
  await seed.addMessages(roomId, authorId, count, new Date(Date.now() - (keptDays + 5) * dayMs));
  const rows = await seed.query<{ id: string; number: number; version: number; body: string }>(
    `SELECT client_message_id AS id, number, version, body FROM messages
     WHERE room_id = $1 ORDER BY number`,
    [roomId],
  );
  for (const { id, number, version, body } of rows) {
    ledger.post({ clientMessageId: id, roomId, authorId, device: "before", body });
    const acknowledgements = [{ number, version, repeated: false, at: ledger.moment() }];
    const post = { isOrdered: false, transmissions: 1, acknowledgements };
    Object.assign(ledger.posts.get(id) ?? {}, post);
  }
  await seed.query("UPDATE rooms SET retention_days = $2 WHERE id = $1", [roomId, keptDays]);
  await seed.query(
    `INSERT INTO jobs (id, kind, created_at, due_at)
     VALUES ($1, 'retention', now(), now() + make_interval(secs => $2))`,
    [randomUUID(), beginsInSeconds],
  );
  return { roomId, upTo: count };
}
