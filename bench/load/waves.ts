import { randomUUID } from "node:crypto";
import { type Member, tally } from "./member.ts";

/**
 * Messages said a wave at a time: the next at its time, but not before everybody has those before.
 * The times are the same for all servers. One that stores nothing would otherwise never rest, and
 * have warm caches that no server can have which waits for a commit.
 */
export interface WavesStart {
  /** The members of each room; waves go through the rooms, and members talk in turn. */
  rooms: readonly { roomId: string; members: readonly Member[] }[];
  waves: number;
  inFlight: number;
  everyMs: number;
  /** As JSON. */
  text: string;
}

/** Called whenever somebody got something. */
let onDelivery: () => void = () => {};

export function toldOfDelivery(): void {
  onDelivery();
}

/** @param first The number of the first wave: nobody talks twice before all others have. */
export async function runWaves(start: WavesStart, first: number): Promise<void> {
  const { rooms, waves, inFlight, everyMs, text } = start;
  const beganMs = performance.now();
  for (let wave = first; wave < first + waves; wave++) {
    const waitMs = beganMs + (wave - first) * everyMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const room = rooms[wave % rooms.length] as WavesStart["rooms"][number];
    const target = tally.deliveries + inFlight * room.members.length;
    await new Promise<void>((resolve) => {
      onDelivery = () => {
        if (tally.deliveries >= target) resolve();
      };
      const turn = Math.floor(wave / rooms.length) * inFlight;
      for (let index = 0; index < inFlight; index++) {
        const sender = room.members[(turn + index) % room.members.length] as Member;
        sender.send(
          `{"type":"post","ref":0,"roomId":"${room.roomId}","clientMessageId":"${randomUUID()}","body":${text}}`,
        );
      }
    });
  }
  onDelivery = () => {};
}
