import type { User } from "@roost/protocol/user.ts";
import { expect, test } from "vitest";
import { fits } from "./fits.ts";

const ines: User = {
  id: "1",
  username: "ines_a",
  displayName: "Inés Albrecht",
} as User;

test.each(["", "in", "INES", "brecht", "alb ine", "@ines_a", "s alb"])(
  "%s finds Inés Albrecht",
  (query) => {
    expect(fits(ines, query)).toBe(true);
  },
);

test.each(["browse", "ines b", "brecht nes", "@albrecht"])("%s does not", (query) => {
  expect(fits(ines, query)).toBe(false);
});
