import { endAll } from "@roost/stage/process.ts";
import { afterEach, describe, expect, test } from "vitest";
import { findingIn, findingInFrame } from "./check.ts";
import { fuzz } from "./fuzz.ts";

afterEach(endAll);

describe("what is found", () => {
  const asked = () => "GET /api/me";
  const problem = { contentType: "application/problem+json", body: '{"code":"auth.required"}' };

  test("is a fault, what is somebody else's, and a refusal in no form of ours", () => {
    const fault = { status: 500, ...problem };
    expect(findingIn(fault, [], asked)).toMatchObject({ rule: "fault" });
    const leak = { status: 200, contentType: "application/json", body: '{"name":"secret1"}' };
    expect(findingIn(leak, ["secret1"], asked)).toMatchObject({ rule: "leak" });
    const foreign = { status: 404, contentType: "text/html", body: "Not found" };
    expect(findingIn(foreign, [], asked)).toMatchObject({ rule: "form" });
    expect(findingIn({ status: 401, ...problem }, [], asked)).toBeNull();
    expect(findingInFrame('{"type":"error","code":"server.internal"}', [], asked)).toMatchObject({
      rule: "fault",
    });
    expect(findingInFrame('{"type":"changes","body":"secret1"}', ["secret1"], asked)).toMatchObject(
      {
        rule: "leak",
      },
    );
  });
});

test("nothing that is made from the schemas, and broken, brings about a fault or tells what is somebody else's", async () => {
  const said: string[] = [];
  const seed = 1;
  const { findings, succeeded, refused } = await fuzz({
    count: 4_000,
    seed,
    say: (line) => said.push(line),
  });
  expect(findings, `again: npm run fuzz -- --count 4000 --seed ${seed}`).toEqual([]);
  // What is refused altogether is not tried.
  expect(succeeded.length).toBeGreaterThan(refused.length);
});
