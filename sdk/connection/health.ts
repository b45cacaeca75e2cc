import type { DownFrame } from "@roost/protocol/down.ts";
import { Derived } from "../observable.ts";

/** Whether the server can do its work. */
export interface ServerHealth {
  /** Without it nothing can be stored: what is sent waits. */
  readonly database: boolean;
  /** Without it, messages from other nodes of the server take a little longer. */
  readonly bus: boolean;
}

const WELL: ServerHealth = { database: true, bus: true };

/** What the present connection was told; all is well until it is told otherwise. */
export class HealthReport {
  readonly value = new Derived<ServerHealth>(() => this.#health);
  #health = WELL;

  take(frame: DownFrame): void {
    if (frame.type === "welcome") this.#set(WELL);
    else if (frame.type === "health") this.#set({ database: frame.database, bus: frame.bus });
  }

  #set(health: ServerHealth): void {
    const { database, bus } = this.#health;
    if (health.database === database && health.bus === bus) return;
    this.#health = health;
    this.value.changed();
  }
}
