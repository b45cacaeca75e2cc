import fc from "fast-check";
import { expect, test } from "vitest";
import { type ConnectionEvent, transition } from "./machine.ts";
import type { ConnectionStatus } from "./status.ts";

const statuses: { [S in ConnectionStatus["state"]]: Extract<ConnectionStatus, { state: S }> } = {
  idle: { state: "idle" },
  connecting: { state: "connecting", attempt: 3 },
  authenticating: { state: "authenticating" },
  loading: { state: "loading" },
  live: { state: "live", since: 5 },
  waiting: { state: "waiting", attempt: 4, retryAt: 9, reason: "cut" },
  stopped: { state: "stopped", reason: "session-ended", detail: "over" },
};

const events: { [T in ConnectionEvent["type"]]: Extract<ConnectionEvent, { type: T }> } = {
  connect: { type: "connect" },
  retry: { type: "retry" },
  opened: { type: "opened" },
  welcomed: { type: "welcomed" },
  loaded: { type: "loaded", at: 7 },
  lost: { type: "lost", attempt: 2, retryAt: 8, reason: "cut" },
  refused: { type: "refused", reason: "forbidden", detail: "no" },
  close: { type: "close" },
};

const states = Object.keys(statuses) as ConnectionStatus["state"][];
const types = Object.keys(events) as ConnectionEvent["type"][];

/** The state that follows, by state (row) and event (column); a dot where nothing changes. */
const table = `
               connect     retry       opened          welcomed  loaded  lost     refused  close
idle           connecting  .           .               .         .       .        .        stopped
connecting     .           .           authenticating  .         .       waiting  stopped  stopped
authenticating .           .           .               loading   .       waiting  stopped  stopped
loading        .           .           .               .         live    waiting  stopped  stopped
live           .           .           .               .         .       waiting  stopped  stopped
waiting        connecting  connecting  .               .         .       .        stopped  stopped
stopped        connecting  .           .               .         .       .        .        .
`;

const [, header = "", ...rows] = table.trimEnd().split("\n");
const columns = header.trim().split(/ +/);

test("the table of this test names every state and event", () => {
  expect(columns).toEqual(types);
  expect(rows.map((row) => row.split(/ +/)[0])).toEqual(states);
});

for (const row of rows) {
  const [from = "", ...cells] = row.split(/ +/);
  for (const [index, to] of cells.entries()) {
    const type = columns[index] as ConnectionEvent["type"];
    test(`${from} + ${type} = ${to === "." ? from : to}`, () => {
      const before = statuses[from as ConnectionStatus["state"]];
      const after = transition(before, events[type]);
      if (to === ".") expect(after).toBe(before);
      else expect(after.state).toBe(to);
    });
  }
}

test("states carry what their event said", () => {
  expect(transition(statuses.idle, events.connect)).toEqual({ state: "connecting", attempt: 1 });
  expect(transition(statuses.waiting, events.retry)).toEqual({ state: "connecting", attempt: 4 });
  // The network is back: the waits begin short again.
  const hint = { type: "retry", isHint: true } as const;
  expect(transition(statuses.waiting, hint)).toEqual({ state: "connecting", attempt: 1 });
  expect(transition(statuses.loading, events.loaded)).toEqual({ state: "live", since: 7 });
  expect(transition(statuses.live, events.lost)).toEqual({
    state: "waiting",
    attempt: 2,
    retryAt: 8,
    reason: "cut",
  });
  expect(transition(statuses.live, events.refused)).toEqual({
    state: "stopped",
    reason: "forbidden",
    detail: "no",
  });
});

test("only a snapshot after a welcome after an opened socket leads to live", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...types), { maxLength: 60, size: "max" }), (sequence) => {
      let status: ConnectionStatus = { state: "idle" };
      let since: string[] = [];
      for (const type of sequence) {
        const next = transition(status, events[type]);
        if (next.state === "connecting" && next !== status) since = [];
        else if (next !== status) since.push(type);
        if (next.state === "live" && next !== status) {
          expect(since).toEqual(["opened", "welcomed", "loaded"]);
        }
        status = next;
      }
    }),
  );
});
