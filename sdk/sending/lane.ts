import type { Entry } from "./entry.ts";

/** The unsent messages of one room, in the order of sending (Q2). */
export class Lane {
  readonly entries: Entry[] = [];
  #underWay: Entry | null = null;

  /** What is to be sent, or sent again, once it is due: what is under way, else the first. */
  get next(): Entry | undefined {
    if (this.#underWay?.state === "sending") return this.#underWay;
    return this.entries.find((entry) => entry.state === "queued");
  }

  start(entry: Entry): void {
    this.#underWay = entry;
  }

  remove(entry: Entry): void {
    const index = this.entries.indexOf(entry);
    if (index >= 0) this.entries.splice(index, 1);
  }
}
