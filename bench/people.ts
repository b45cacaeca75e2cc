import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import type { Figure } from "./figure.ts";
import { measureList } from "./lists.ts";
import type { BenchSettings } from "./sides.ts";

const sorts = ["name", "newest", "oldest", "recent", "idle"];
const now = Date.now();
const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();
/** Each filter that is offered, alone; some find nearly all, some nearly nobody. */
const filters: readonly Record<string, string>[] = [
  {},
  { query: "bench-4" },
  { query: "bench-99999" },
  { query: "nobody like this" },
  { query: "bench-77@example.org" },
  { role: "member" },
  { role: "moderator" },
  { suspended: "true" },
  { suspended: "false" },
  { activeSince: ago(1) },
  { activeSince: ago(30) },
  { idleSince: ago(30) },
  { idleSince: ago(365) },
  { role: "moderator", suspended: "true" },
  { role: "member", idleSince: ago(90), query: "bench-1" },
];

/** How long a page takes of the list of all accounts, by each filter and in each order. */
export function peopleList(settings: BenchSettings, accounts: number): Promise<Figure[]> {
  return measureList(settings, {
    ...{ scenario: `people.${accounts}`, name: "people", metric: metrics.listedP95, sorts },
    async seed(stage) {
      await seed(stage, accounts);
      return filters;
    },
  });
}

/** Accounts made over three years; of some hundred are moderators, or suspended; a tenth never came. */
async function seed(stage: Stage, accounts: number): Promise<void> {
  await stage.seed.addUsers(accounts);
  await stage.seed.query(`
    UPDATE users SET created_at = now() - random() * interval '1000 days',
      used_at = CASE WHEN random() < 0.1 THEN '-infinity'
        ELSE now() - random() ^ 3 * interval '1000 days' END,
      role = CASE WHEN random() < 0.002 THEN 'moderator' ELSE role END,
      suspended_at = CASE WHEN random() < 0.005 THEN now() END
    WHERE role = 'member'`);
  await stage.seed.query("VACUUM ANALYZE users");
  await stage.seed.query("VACUUM ANALYZE sessions");
}
