import { expect, test } from "vitest";
import type { DeviceHistory } from "../history.ts";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

const history = smallHistory();
const ann = () => history.devices[0] as DeviceHistory;
const broken = () => [...new Set(check(history).map(({ rule }) => rule))];

test("a draft that was acknowledged and is not stored, or not on each device, is found", () => {
  const what = { userId: "ann", kind: "draft", key: room } as const;
  const asked = { askedAt: 1, answeredAt: 2, outcome: "acknowledged" } as const;
  history.owns.push({ ...what, ...asked, text: "Half", version: 2 });
  expect(broken()).toContain("own rows");
  history.database.persons = { ...history.database.persons, ann: 2 };
  ann().events.push({ type: "mine", connection: 1, since: 1, version: 2, isWhole: false });
  history.database.own.push({ ...what, version: 2, text: "Half" });
  expect(broken()).toEqual(["own rows equal"]);
  ann().own = { [`draft ${room}`]: "Half" };
  expect(broken()).toEqual([]);
  history.database.own = [{ ...what, version: 2, text: "Another" }];
  expect(broken()).toEqual(["own rows", "own rows equal"]);
});
