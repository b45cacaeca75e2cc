import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, percentile } from "./figure.ts";
import { type BenchSettings, openRoost } from "./sides.ts";

/** Of each way to see a list: so many times its first page, and a walk over so many behind it. */
const rounds = 10;
const walked = 10;

interface List {
  scenario: string;
  /** In its address. */
  name: string;
  metric: string;
  sorts: readonly string[];
  /** Fills the store. Returns the filters to ask with. */
  seed(stage: Stage): Promise<readonly Record<string, string>[]>;
}

/** How long a page of a list of the administration takes, by each filter and in each order. */
export async function measureList(settings: BenchSettings, list: List): Promise<Figure[]> {
  const { scenario, name, metric, sorts, seed } = list;
  const stage = await openRoost(settings);
  const milliseconds: number[] = [];
  let slowest = { ms: 0, what: "" };
  try {
    const [me] = await stage.seed.addUsers(1, "admin");
    if (me === undefined) throw new Error("Nobody was made to look at the list.");
    for (const filter of await seed(stage)) {
      for (const sort of sorts) {
        const what = new URLSearchParams({ ...filter, sort });
        const times = await askList(stage, me.token, name, what);
        const p95 = percentile(times, 0.95);
        settings.note(
          `${p95.toFixed(1)} ms p95, ${percentile(times, 0.5).toFixed(1)} ms p50: ${what}`,
        );
        if (p95 > slowest.ms) slowest = { ms: p95, what: `${what}` };
        milliseconds.push(...times);
      }
    }
  } finally {
    await stage.close();
  }
  settings.note(`slowest, p95: ${slowest.ms.toFixed(1)} ms, ${slowest.what}`);
  return [
    figure(scenario, metric, "ms", percentile(milliseconds, 0.95)),
    figure(scenario, metrics.slowestListP95, "ms", slowest.ms),
  ];
}

/** How long pages of one take, in milliseconds. */
async function askList(
  { url }: Pick<Stage, "url">,
  token: string,
  list: string,
  what: URLSearchParams,
): Promise<number[]> {
  const times: number[] = [];
  const page = async (cursor: string | null): Promise<string | null> => {
    const more = cursor === null ? "" : `&cursor=${cursor}`;
    const begun = performance.now();
    const response = await fetch(`${url}/api/admin/${list}?${what}${more}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { nextCursor } = (await response.json()) as { nextCursor: string | null };
    times.push(performance.now() - begun);
    if (!response.ok) throw new Error(`The list ${what} was answered with ${response.status}.`);
    return nextCursor;
  };
  for (let round = 0; round < rounds; round++) await page(null);
  let cursor = await page(null);
  for (let count = 0; cursor !== null && count < walked; count++) cursor = await page(cursor);
  return times;
}
