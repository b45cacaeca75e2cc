import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const id = "0190a1b2-0000-4000-8000-000000000001";

test("an address says which invitations are shown", () => {
  expect(queryOf(`state=used-up&by=${id}&sort=oldest`)).toEqual({
    ...{ state: "used up", createdBy: id, sort: "oldest" },
  });
});

test.each(["", "state=x", "by=somebody", "sort=newest"])("%j shows all", (search) => {
  expect(queryOf(search)).toEqual({});
});
