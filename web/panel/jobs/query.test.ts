import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";

test.each([
  ["", {}],
  ["kind=data-export&state=failed", { kind: "data-export", state: "failed" }],
  [`for=${id}`, { userId: id }],
  ["kind=constructor&state=lost&for=nobody", {}],
])("%s asks for %j", (search, query) => {
  expect(queryOf(search)).toEqual(query);
});
