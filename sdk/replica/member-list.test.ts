import type { Member } from "@roost/protocol/member.ts";
import { expect, test } from "vitest";
import { RoomMembers } from "./member-list.ts";

test("FND-2: members are in the order of their names, whichever page they came with", async () => {
  const names = ["R10", "Über", "R2", "Ähre", "Anker", "Uber", "🐦", "Яна", "\uffee", "ähre"];
  const users = new Map(
    names.map((displayName, index) => {
      const id = `id-${index}`;
      return [id, { id, username: `user${index}`, displayName }];
    }),
  );
  const members = [...users.keys()].map(
    (userId, index): Member => ({
      userId,
      role: index === 0 ? "owner" : "member",
      version: 1,
      joinedAt: "2026-01-01T00:00:00.000Z",
      leftAt: null,
    }),
  );
  const list = new RoomMembers({
    load: async ({ cursor }) => ({
      members: cursor === undefined ? members.slice(4) : members.slice(0, 4),
      users: [],
      nextCursor: cursor === undefined ? "next" : null,
    }),
    user: (id) => users.get(id),
    total: () => names.length,
  });
  await list.load();
  await list.loadMore();
  expect(list.get().members.map(({ user }) => user.displayName)).toEqual([
    ...["R10", "\uffee", "🐦", "Ähre", "ähre", "Anker", "R2", "Uber", "Über", "Яна"],
  ]);
});
