import type { DeviceEvent, DeviceHistory, History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** Every device is told every message of its time in a room once, in the order of the numbers. */
export function checkTelling({ devices }: History, store: Store, report: Report): void {
  for (const history of devices) checkDevice(history, store, report);
}

function checkDevice(history: DeviceHistory, store: Store, report: Report): void {
  /** By room, the number that is told next. */
  const next = new Map<string, number>();
  /** A message that was deleted before it was seen need not be told, though it came back. */
  const skip = (roomId: string, from: number, to: number) => {
    for (let number = from; number < to; number += 1) {
      const row = store.message(roomId, number);
      if (row?.deleted || row?.restoredVersion != null) continue;
      report("told to all", `${history.device} was not told ${roomId}.${number}`);
    }
  };
  for (const event of history.events) take(event);
  for (const { id, lastNumber } of store.database.rooms) {
    const expected = next.get(id);
    if (expected !== undefined && store.isMember(id, history.userId)) {
      skip(id, expected, lastNumber + 1);
    }
  }

  function take(event: DeviceEvent): void {
    switch (event.type) {
      case "restarted":
        next.clear();
        break;
      case "entered":
        next.set(event.roomId, event.lastNumber + 1);
        break;
      case "gone":
        next.delete(event.roomId);
        break;
      case "frame": {
        // Too far behind: what came in between is loaded, not told.
        const expected = next.get(event.roomId);
        if (event.kind === "reset" && expected !== undefined) {
          next.set(event.roomId, Math.max(expected, event.number + 1));
        }
        break;
      }
      case "told":
        told(event);
        break;
    }
  }

  function told({ roomId, number, clientMessageId }: DeviceEvent & { type: "told" }): void {
    const name = `${roomId}.${number}`;
    const expected = next.get(roomId);
    const row = store.message(roomId, number);
    if (expected === undefined) {
      report("told to members", `${history.device} was told ${name} of a room that it is not in`);
      return;
    }
    if (!row) report("nothing invented", `${history.device} was told ${name}, which is not stored`);
    else if (row.clientMessageId !== clientMessageId) {
      report("same order for all", `${history.device} was told another message as ${name}`);
    }
    if (number < expected) {
      report("told once, in order", `${history.device} was told ${name} after ${expected - 1}`);
      return;
    }
    skip(roomId, expected, number);
    next.set(roomId, number + 1);
  }
}
