import type { Changes } from "@roost/protocol/changes.ts";
import type { DownFrame } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import { Replica } from "../replica/replica.ts";
import type { RoomView } from "../replica/views.ts";
import { FakeClock } from "./fake-clock.ts";
import { ModelRoom, snapshotOf, userOf, uuid } from "./model.ts";
import { ModelPerson } from "./model-person.ts";
import { welcomeOf } from "./serve.ts";

export const [ME, ANN, BOB] = [uuid(1), uuid(2), uuid(3)];

/** A room in which Ann has posted once, and a replica that has just got its first snapshot. */
export class ReplicaWorld {
  readonly clock = new FakeClock();
  room = new ModelRoom(uuid(101));
  readonly me = new ModelPerson(ME);
  /** What listeners heard, in words. */
  readonly told: string[] = [];
  readonly synced: { roomId: string | undefined; since: number }[] = [];
  /** Whether a `sync` can be sent. */
  isLive = true;
  readonly replica: Replica;
  /** By client id, what this device sent. */
  readonly sent = new Map<string, Message>();

  constructor() {
    this.room.join(ANN, "owner");
    this.room.join(ME);
    this.me.enter(this.room);
    this.room.post(ANN, "one");
    this.replica = this.#createReplica();
    this.replica.take(welcomeOf(ME));
    this.replica.take(snapshotOf([this.room], ME, this.me.version));
  }

  #createReplica(): Replica {
    return new Replica({
      clock: this.clock,
      source: {
        pending: () => [],
        loadMessages: async (_, query) => this.room.page(query, 50),
        loadThread: async (id, query) => this.room.page(query, 50, ME, Number(id.split(".")[1])),
        loadMessage: async (id) => {
          const number = Number(id.split(".")[1]);
          this.replica.takeMessages(this.room.messages.slice(number - 1, number));
        },
        loadMembers: async (_, { cursor }) => this.room.membersPage(cursor, 50),
        loadPins: async () => ({ messages: [], users: [] }),
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
    this.replica.take(snapshotOf(rooms, ME, this.me.version));
    this.replica.pump();
  }
}

/** What changed of my own, with the rooms that are new to this device. */
export function mine(rows: PersonChanges | null, rooms: readonly ModelRoom[] = []): DownFrame {
  if (!rows) throw new Error("Nothing changed.");
  return {
    type: "person",
    ...rows,
    rooms: rooms.map((room) => room.roomFor(ME)),
    users: [ANN, BOB].map((id) => userOf(id ?? "")),
  };
}

/** A frame of changes that nobody asked for. */
export function changes(rows: Changes): DownFrame {
  return { type: "changes", ...rows };
}
