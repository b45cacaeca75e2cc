import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import { readEmoji } from "./database.ts";
import type { EmojiRow } from "./history.ts";
import type { Crowd, Seat } from "./people/crowd.ts";

const lookEveryMs = 500;

interface Settling {
  cluster: Cluster;
  crowd: Crowd;
  /** Those that have no answer yet. */
  requests: ReadonlySet<Promise<unknown>>;
}

interface Position {
  roomId: string;
  userId: string;
  version: number;
  lastNumber: number;
  readNumber: number;
}

/**
 * Waits until nothing is under way and every device is where the database is. Returns how long
 * that took, in milliseconds; null where it did not come to it in time.
 */
export async function settle(settling: Settling, withinMs: number): Promise<number | null> {
  const started = performance.now();
  while (performance.now() - started < withinMs) {
    if (await isSettled(settling)) return Math.round(performance.now() - started);
    await delay(lookEveryMs);
  }
  return null;
}

async function isSettled({ cluster, crowd, requests }: Settling): Promise<boolean> {
  if (requests.size > 0 || crowd.seats.some(({ device }) => device.unanswered() > 0)) return false;
  const positions = await cluster.seed
    .query<Position>(`
      SELECT r.id AS "roomId", m.user_id AS "userId", r.version, r.last_number AS "lastNumber",
        greatest(m.read_number, p.read_number) AS "readNumber"
      FROM members m
      JOIN rooms r ON r.id = m.room_id
      LEFT JOIN places p ON p.user_id = m.user_id AND p.room_id = m.room_id
      WHERE m.left_at IS NULL`)
    .catch(() => null);
  const persons = await cluster.seed
    .query<{ userId: string; version: number }>(`
      SELECT user_id AS "userId", version FROM persons`)
    .catch(() => null);
  const waiting = await cluster.seed
    .query(`SELECT key FROM own_rows WHERE kind = 'scheduled' AND NOT value ? 'failure' LIMIT 1`)
    .catch(() => null);
  const toPurge = await cluster.seed
    .query("SELECT id FROM rooms WHERE to_purge LIMIT 1")
    .catch(() => null);
  const expiring = await cluster.seed
    .query("SELECT id FROM jobs WHERE kind = 'retention' AND state IN ('waiting', 'running')")
    .catch(() => null);
  const emoji = await readEmoji(cluster.seed).catch(() => null);
  if (!positions || !persons || !emoji || waiting?.length !== 0) return false;
  if (toPurge?.length !== 0 || expiring?.length !== 0) return false;
  const versions = new Map(persons.map(({ userId, version }) => [userId, version]));
  const byUser = Map.groupBy(positions, ({ userId }) => userId);
  const isTold = ({ device, recorder }: Seat) =>
    recorder.toldUpTo === (versions.get(device.userId) ?? 0);
  return crowd.seats.every(
    (seat) =>
      isTold(seat) && hasEmoji(seat, emoji) && isAt(seat, byUser.get(seat.device.userId) ?? []),
  );
}

function hasEmoji({ device }: Seat, rows: readonly EmojiRow[]): boolean {
  const held = device.emoji();
  const there = rows.filter(({ digest }) => digest !== null);
  return (
    Object.keys(held).length === there.length &&
    there.every(({ name, image }) => held[name] === image)
  );
}

function isAt({ device }: Seat, positions: readonly Position[]): boolean {
  const replica = device.replica();
  if (replica?.length !== positions.length) return false;
  const held = new Map(replica.map((room) => [room.roomId, room]));
  return positions.every(({ roomId, version, lastNumber, readNumber }) => {
    const room = held.get(roomId);
    return (
      room?.version === version && room.lastNumber === lastNumber && room.readNumber === readNumber
    );
  });
}
