import type { ComebackReport } from "./comeback.ts";
import type { Tally } from "./ledger.ts";
import type { Person } from "./member.ts";
import type { TalkStart } from "./talk.ts";
import type { WavesStart } from "./waves.ts";

/** What a crowd is told. */
export type CrowdCommand =
  | { do: "enter"; people: Person[] }
  | ({ do: "talk"; warmMs: number; countMs: number } & FlowCommand)
  /** Has traffic flow until `calm`. */
  | ({ do: "flow"; warmMs: number } & FlowCommand)
  /**
   * Breaks the connections of these people at once, or kills the process that they are connected
   * to, and waits until they are back.
   */
  | { do: "cut"; people: number[]; killPid?: number; withinMs: number }
  | { do: "calm" }
  /** Has these people send a frame that is not answered. */
  | { do: "say"; people: number[]; text: string }
  | ({ do: "broadcast"; rooms: RoomCommand[] } & Omit<WavesStart, "rooms">);

export type FlowCommand = Pick<TalkStart, "texts" | "pace" | "timesReceipt"> & {
  talkers: TalkerCommand[];
};

/** Somebody who talks: their place among the people who entered, and their rooms. */
export interface TalkerCommand {
  person: number;
  roomIds: readonly string[];
}

/** A room in which everybody talks in turn, by the places of its members in the crowd. */
export interface RoomCommand {
  roomId: string;
  people: readonly number[];
}

export interface BroadcastReport {
  tally: Tally;
  loadCpuMicroseconds: number;
}

/** What became of messages that were said, and what all connections were told meanwhile. */
export interface TalkReport {
  /** All messages acknowledged. */
  posted: number;
  tally: Tally;
  /** Of the counted time alone. */
  counted: { posted: number; deliveries: number; seconds: number };
  latenciesMs: number[];
  receiptsMs: number[];
  refused: number;
  /** CPU time of the load itself, in microseconds. */
  loadCpuMicroseconds: number;
}

/** What it answers. */
export type CrowdAnswer =
  | { connections: number }
  | { signals: number }
  | TalkReport
  | BroadcastReport
  | ComebackReport;
