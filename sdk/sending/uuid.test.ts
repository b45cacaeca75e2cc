import { uuidPattern } from "@roost/protocol/uuid.ts";
import { afterEach, expect, test, vi } from "vitest";
import { randomUuid } from "./uuid.ts";

afterEach(() => vi.unstubAllGlobals());

test("ids are UUIDs of version 4, each another, also where the page is not https", () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal("crypto", { getRandomValues: getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 1_000 }, randomUuid);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) {
    expect(id).toMatch(new RegExp(`^${uuidPattern}$`));
    expect(id).toMatch(/^.{14}4.{4}[89ab]/);
  }
});
