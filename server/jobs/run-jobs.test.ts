import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { commandLine } from "../people/change-person.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { enqueue } from "./enqueue.ts";
import type { JobToDo, StepDone, Work } from "./kinds.ts";
import { attemptsMax, leaseMs, runJobs } from "./run-jobs.ts";
import { cancelJob, retryJob } from "./steer.ts";
import { works } from "./works.ts";

let domain: TestDomain;
let now = new Date();
let faults: unknown[] = [];
beforeAll(async () => {
  domain = await createTestDomain();
});
beforeEach(async () => {
  now = new Date();
  faults = [];
  await sql`DELETE FROM jobs`.execute(domain.ctx.database.db);
});
afterAll(() => domain.close());

const db = () => domain.ctx.database.db;
const never = new AbortController().signal;

/** Work that writes a number a step, the numbers from 0 up. */
function counting(
  steps: number,
  before: (job: JobToDo<number>) => unknown = () => {},
): Work<number> {
  return {
    canBeCancelled: true,
    async step(_ctx, job): Promise<StepDone<number>> {
      await before(job);
      const number = job.place ?? 0;
      const next = number + 1 < steps ? number + 1 : null;
      return { next, total: steps, write: (tx) => writeNumber(tx, job.id, number) };
    },
    async undo(tx, jobId) {
      await sql`DELETE FROM data_pieces WHERE job_id = ${jobId}`.execute(tx);
    },
  };
}

/** A row more each time that it is done, so that done twice would show. */
async function writeNumber(tx: ReturnType<typeof db>, jobId: string, number: number) {
  await sql`
    INSERT INTO data_pieces (job_id, file, position, piece)
    VALUES (${jobId}, ${randomUUID()}, ${number}, '')`.execute(tx);
}

async function numbersOf(jobId: string): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    SELECT position FROM data_pieces WHERE job_id = ${jobId} ORDER BY position`.execute(db());
  return rows.map(({ position }) => position);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const add = () => enqueue(db(), { kind: "data-export", userId: null, createdAt: now });
const worksOf = (work: Work<number>) => ({ ...works, "data-export": work });

/** A node that does what is due. */
const run = (work: Work<number>, stopping = never) => {
  const onFault = (error: unknown) => void faults.push(error);
  return runJobs({ ctx: domain.ctx, works: worksOf(work), now: () => now, onFault }, stopping);
};
const pass = (ms: number) => {
  now = new Date(+now + ms);
};

async function stateOf(jobId: string) {
  const { rows } = await sql<{ state: string; done: number; attempts: number; failure: string }>`
    SELECT state, done, attempts, failure FROM jobs WHERE id = ${jobId}`.execute(db());
  return rows[0];
}

describe("JOB-1: a job", () => {
  test("is done once, step by step, of however many nodes", async () => {
    const id = await add();
    const other = await add();
    await Promise.all([run(counting(120)), run(counting(120)), run(counting(120))]);
    expect(await stateOf(id)).toMatchObject({ state: "done", done: 120 });
    expect(await numbersOf(id)).toEqual(upTo(120));
    expect(await numbersOf(other)).toEqual(upTo(120));
  });

  test("is there if its transaction is committed, and not else", async () => {
    const given = db()
      .transaction()
      .execute(async (tx) => {
        await enqueue(tx, { kind: "data-export", userId: null, createdAt: now });
        throw new Error("No");
      });
    await expect(given).rejects.toThrow("No");
    const { rows } = await sql`SELECT FROM jobs`.execute(db());
    expect(rows).toEqual([]);
  });

  test("begins when it is due", async () => {
    const dueAt = new Date(+now + 60_000);
    const id = await enqueue(db(), { kind: "data-export", userId: null, createdAt: now, dueAt });
    await run(counting(1));
    expect(await stateOf(id)).toMatchObject({ state: "waiting" });
    pass(60_000);
    await run(counting(1));
    expect(await stateOf(id)).toMatchObject({ state: "done" });
  });

  test("goes on elsewhere at once where its node stops", async () => {
    const id = await add();
    const stopping = new AbortController();
    await run(
      counting(5, ({ place }) => {
        if (place === 2) stopping.abort();
      }),
      stopping.signal,
    );
    expect(await stateOf(id)).toMatchObject({ state: "waiting", done: 3 });
    await run(counting(5));
    expect(await numbersOf(id)).toEqual(upTo(5));
  });
});

describe("JOB-2: a node that is gone", () => {
  test("is replaced after a while, and writes nothing should it come back", async () => {
    const id = await add();
    const { promise, resolve } = Promise.withResolvers<void>();
    const gone = run(counting(4, ({ place }) => (place === 2 ? promise : undefined)));
    await expect.poll(() => stateOf(id)).toMatchObject({ done: 2 });
    pass(leaseMs - 1);
    await run(counting(4));
    expect(await stateOf(id)).toMatchObject({ state: "running", done: 2 });
    pass(1);
    await run(counting(4));
    expect(await stateOf(id)).toMatchObject({ state: "done", done: 4 });
    resolve();
    await gone;
    expect(await numbersOf(id)).toEqual(upTo(4));
    expect(faults).toEqual([]);
  });

  test("keeps its job as long as it says that it is at it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const id = await add();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = run(counting(2, () => promise));
    const dueAt = async () => {
      const { rows } = await sql<{ at: Date }>`SELECT due_at AS at FROM jobs`.execute(db());
      return +(rows[0]?.at ?? 0);
    };
    await vi.waitUntil(async () => (await stateOf(id))?.state === "running");
    for (let times = 0; times < 4; times++) {
      pass(leaseMs / 2);
      vi.advanceTimersByTime(leaseMs / 2);
      await vi.waitUntil(async () => (await dueAt()) === +now + leaseMs);
    }
    await run(counting(2));
    resolve();
    await slow;
    vi.useRealTimers();
    expect(await stateOf(id)).toMatchObject({ state: "done", done: 2, attempts: 0 });
  });

  test("neither loses nor doubles anything, wherever it was in its work", async () => {
    const fault = fc.constantFrom("none", "fails before", "fails in the commit", "is gone");
    const schedule = fc.array(fault, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(schedule, async (what) => {
        const id = await add();
        const left = [...what];
        const { promise, resolve } = Promise.withResolvers<void>();
        const plain = counting(6);
        const work: Work<number> = {
          ...plain,
          async step(ctx, job, at) {
            const now = left.shift() ?? "none";
            if (now === "is gone") await promise;
            if (now === "fails before") throw new Error(now);
            const done = await plain.step(ctx, job, at);
            if (now !== "fails in the commit") return done;
            return {
              ...done,
              async write(tx) {
                await done.write?.(tx);
                throw new Error(now);
              },
            };
          },
        };
        const nodes: Promise<void>[] = [];
        for (let round = 0; round < 40 && (await stateOf(id))?.state !== "done"; round++) {
          const before = left.length;
          const node = run(work);
          nodes.push(node);
          // One that is gone ends no more: it has taken its fault from the list, and that is all.
          await Promise.race([
            node,
            vi.waitUntil(() => isGone(what, left, before), { timeout: 5_000 }),
          ]);
          pass(600_000);
          if ((await stateOf(id))?.state === "failed") {
            await retryJob(domain.ctx, commandLine, id, now);
          }
        }
        resolve();
        await Promise.all(nodes);
        expect(await stateOf(id)).toMatchObject({ state: "done" });
        expect(await numbersOf(id)).toEqual(upTo(6));
      }),
      { numRuns: 25 },
    );
  });
});

/** Whether a node has come to where it is gone. */
function isGone(what: readonly string[], left: readonly string[], before: number): boolean {
  const taken = what.slice(what.length - before, what.length - left.length);
  return taken.at(-1) === "is gone";
}

describe("JOB-3: a job that fails", () => {
  test("is tried again later, each time after twice as long, then given up, and goes on when somebody says so", async () => {
    const id = await add();
    const failing = counting(3, ({ place }) => {
      if (place === 1) throw new Error("The disk is full");
    });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      await run(failing);
      const { rows } = await sql<{ at: Date }>`SELECT due_at AS at FROM jobs`.execute(db());
      waits.push(+(rows[0]?.at ?? 0) - +now);
      pass(waits.at(-1) ?? 0);
    }
    expect(waits.slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
    expect(await stateOf(id)).toEqual({
      ...{ state: "failed", done: 1, attempts: attemptsMax },
      failure: "Error: The disk is full",
    });
    expect(faults).toHaveLength(attemptsMax);
    pass(86_400_000);
    await run(counting(3));
    expect(await stateOf(id)).toMatchObject({ state: "failed" });
    await retryJob(domain.ctx, commandLine, id, now);
    await run(counting(3));
    expect(await stateOf(id)).toMatchObject({ state: "done", attempts: 0, failure: null });
    expect(await numbersOf(id)).toEqual(upTo(3));
    await expect(retryJob(domain.ctx, commandLine, id, now)).rejects.toMatchObject({
      code: "job.wrong_state",
    });
  });

  test("is given up where it ends each node that takes it", async () => {
    const id = await add();
    const { promise, resolve } = Promise.withResolvers<void>();
    const nodes: Promise<void>[] = [];
    for (let node = 0; node < attemptsMax; node++) {
      nodes.push(run(counting(1, () => promise)));
      await expect.poll(() => stateOf(id)).toMatchObject({ state: "running", attempts: node });
      pass(leaseMs);
    }
    await run(counting(1));
    expect(await stateOf(id)).toMatchObject({ state: "failed", done: 0 });
    resolve();
    await Promise.all(nodes);
    expect(await numbersOf(id)).toEqual([]);
  });
});

test("JOB-4: a job that is cancelled goes on no more, on whichever node, and leaves nothing", async () => {
  const id = await add();
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = counting(4, ({ place }) => (place === 2 ? promise : undefined));
  const running = run(work);
  await expect.poll(() => stateOf(id)).toMatchObject({ done: 2 });
  await cancelJob(domain.ctx, worksOf(work), commandLine, id, now);
  resolve();
  await running;
  expect(await stateOf(id)).toMatchObject({ state: "cancelled", done: 2 });
  expect(await numbersOf(id)).toEqual([]);
  pass(86_400_000);
  await run(work);
  expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
  const again = cancelJob(domain.ctx, worksOf(work), commandLine, id, now);
  await expect(again).rejects.toMatchObject({ code: "job.wrong_state" });
  const unknown = cancelJob(domain.ctx, worksOf(work), commandLine, randomUUID(), now);
  await expect(unknown).rejects.toMatchObject({ code: "job.not_found" });
});
