import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { leaveRoom } from "./leave.ts";
import { findDrifted } from "./membership-drift.ts";

let domain: TestDomain;

beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

test("whose number of rooms is another one in the store is found, and nobody else", async () => {
  const [ann, ben, cat, dan] = [
    await domain.addUser(),
    await domain.addUser(),
    await domain.addUser(),
    await domain.addUser(),
  ];
  const left = await domain.addRoom(ann, [ben, cat]);
  await domain.addRoom(ann, [cat]);
  await leaveRoom(domain.ctx, cat, left);
  const drifted = await findDrifted(domain.ctx, [
    { userId: ann, rooms: 2 },
    // Did not hear of their room, and of the one that they left.
    { userId: ben, rooms: 0 },
    { userId: cat, rooms: 2 },
    { userId: dan, rooms: 0 },
    // Somebody who is gone altogether.
    { userId: randomUUID(), rooms: 0 },
  ]);
  expect(new Set(drifted)).toEqual(new Set([ben, cat]));
  expect(await findDrifted(domain.ctx, [{ userId: randomUUID(), rooms: 1 }])).toHaveLength(1);
  expect(await findDrifted(domain.ctx, [])).toEqual([]);
});
