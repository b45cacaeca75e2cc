import { expect, test } from "vitest";
import { allRoles, readRoles } from "./roles.ts";

const databaseUrl = "postgres://roost@db.example.org/roost";
const redisUrl = "redis://redis.example.org";

test("a node does all or what it is told", () => {
  const alone = { role: allRoles.join(","), databaseUrl: undefined, redisUrl: undefined };
  expect([...readRoles(alone)]).toEqual(allRoles);
  const split = { role: " worker , api", databaseUrl, redisUrl };
  expect([...readRoles(split)]).toEqual(["api", "worker"]);
});

test("Redis without a database that can be shared is refused", () => {
  const config = { role: allRoles.join(","), databaseUrl: undefined, redisUrl };
  expect(() => readRoles(config)).toThrow(/Set DATABASE_URL too, or leave REDIS_URL out/);
});

test.each([
  { databaseUrl, redisUrl: undefined },
  { databaseUrl: undefined, redisUrl: undefined },
])("a part of a server without the others in reach is refused: %j", (urls) => {
  expect(() => readRoles({ role: "gateway", ...urls })).toThrow(
    /^A node that is only gateway needs others/,
  );
});
