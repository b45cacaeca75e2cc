import type { Changes } from "@roost/protocol/changes.ts";
import type { DownFrame } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { Replica } from "../replica/replica.ts";
import type { RoomView } from "../replica/views.ts";
import { FakeClock } from "./fake-clock.ts";
import { ModelRoom, snapshotOf, userOf, uuid } from "./model.ts";

export const [ME, ANN, BOB] = [uuid(1), uuid(2), uuid(3)];

/** A room in which Ann has posted once, and a replica that has just got its first snapshot. */
export class ReplicaWorld {
  readonly clock = new FakeClock();
  room = new ModelRoom(uuid(101));
  /** What listeners heard, in words. */
  readonly told: string[] = [];
  readonly synced: { roomId: string; since: number }[] = [];
  /** Whether a `sync` can be sent. */
  isLive = true;
  readonly replica: Replica;
  /** By client id, what this device sent. */
  readonly sent = new Map<string, Message>();

  constructor() {
    this.room.join(ANN, "owner");
    this.room.join(ME);
    this.room.post(ANN, "one");
    this.replica = this.#createReplica();
    this.replica.take({
      type: "welcome",
      protocol: PROTOCOL_VERSION,
      connectionId: "1",
      me: { ...userOf(ME), email: "me@example.org", role: "member" },
      heartbeatIntervalMs: 1,
      heartbeatTimeoutMs: 2,
    });
    this.replica.take(snapshotOf([this.room], ME));
  }

  #createReplica(): Replica {
    return new Replica({
      clock: this.clock,
      source: {
        pending: () => [],
        loadMessages: async (_, { before }) => this.room.page(before, 50),
        loadMembers: async (_, { cursor }) => this.room.membersPage(cursor, 50),
      },
      sync: (roomId, since) => (this.isLive ? this.synced.push({ roomId, since }) : null),
      sentAs: ({ clientMessageId }) => this.sent.get(clientMessageId) ?? null,
      onStored: () => {},
      onProgress: () => {},
      onMessage: (message, view) => this.told.push(`${message.body} of ${view.lastNumber}`),
      onJoined: (view) => this.told.push(`joined ${view.name}`),
      onLeft: () => this.told.push("left"),
      onReset: (view) => this.told.push(`reset to ${view.lastNumber}`),
    });
  }

  /** This device sends a message, and the server stores it. */
  post(body: string): Message {
    const clientMessageId = uuid(1_000 + this.sent.size);
    const [message] = this.room.post(ME, body, clientMessageId).messages ?? [];
    if (!message) throw new Error("The post has no message.");
    this.sent.set(clientMessageId, message);
    return message;
  }

  /** The room as the replica shows it. */
  view(): RoomView {
    const held = this.replica.screens.room(this.room.id).get();
    if (!held) throw new Error("The room is not there.");
    return held;
  }

  /** As after a cut: the next snapshot, to a hello that named what the replica has. */
  reconnect(rooms: ModelRoom[] = [this.room]): void {
    this.replica.cutOff();
    this.replica.nameVersions(100);
    this.replica.take(snapshotOf(rooms, ME));
    this.replica.pump();
  }
}

/** A frame of changes that nobody asked for. */
export function changes(rows: Changes): DownFrame {
  return { type: "changes", ...rows };
}
