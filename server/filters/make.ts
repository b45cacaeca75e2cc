import { randomUUID } from "node:crypto";
import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { Filter, MakeFilter, PatchFilter } from "@roost/protocol/filters.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { PeopleContext } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { checkAction, checkEntries, checkExplanation } from "./check.ts";
import { readFilter } from "./list.ts";

/** Any number will do, as long as no other part of the server uses it. */
const filtersLock = 7_668_009;

/** Makes a filter, in effect at once on all nodes. Throws `filter.…`, `text.…` and `auth.forbidden`. */
export async function makeFilter(
  { database, bus }: PeopleContext,
  actor: Actor,
  wish: MakeFilter,
  now: Date,
): Promise<Filter> {
  const { kind, action, isOn = true, sparesBots = false } = wish;
  checkAction(wish);
  const entries = checkEntries(kind, wish.entries);
  const explanation = checkExplanation(wish.explanation ?? "");
  const id = randomUUID();
  const made = await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, actor, "makeFilter");
    await requireFew(tx);
    if (kind === "words") await requireFewWildcards(tx, id, entries);
    await sql`
      INSERT INTO filters (id, kind, action, entries, explanation, is_on, spares_bots, created_at,
        created_by, changed_at)
      VALUES (${id}, ${kind}, ${action}, ${entries}::text[], ${explanation}, ${isOn}, ${sparesBots},
        ${now}, ${actor.id}, ${now})`.execute(tx);
    const after = { action, entries, explanation, isOn, sparesBots };
    await record(tx, actor, "filter.made", null, { filterId: id, kind, ...after });
    return readFilter(tx, id);
  });
  bus.publish([{ kind: "settings" }]);
  return made as Filter;
}

async function requireFew(tx: Db): Promise<void> {
  // One after the other, so that the last place is taken once.
  await sql`SELECT pg_advisory_xact_lock(${filtersLock})`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM filters`.execute(tx);
  if ((rows[0]?.count ?? 0) < admissionLimits.filters) return;
  throw new Refusal(
    "filter.too_many",
    `There are ${admissionLimits.filters} filters; put what belongs together into one.`,
  );
}

/** Throws `filter.too_many` where a filter has more words with `*` than the others leave room for. */
async function requireFewWildcards(tx: Db, filterId: string, entries: readonly string[]) {
  const added = entries.filter((entry) => entry.includes("*")).length;
  if (added === 0) return;
  await sql`SELECT pg_advisory_xact_lock(${filtersLock})`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM filters, unnest(entries) AS e (entry)
    WHERE kind = 'words' AND id <> ${filterId} AND strpos(e.entry, '*') > 0`.execute(tx);
  const { filterWildcards } = admissionLimits;
  if ((rows[0]?.count ?? 0) + added <= filterWildcards) return;
  throw new Refusal(
    "filter.too_many",
    `All filters together have at most ${filterWildcards} words with *; write some of them out.`,
  );
}

/** Changes a filter, in effect at once on all nodes. Throws `filter.…`, `text.…` and `auth.forbidden`. */
export async function changeFilter(
  { database, bus }: PeopleContext,
  actor: Actor,
  filterId: string,
  patch: PatchFilter,
  now: Date,
): Promise<Filter> {
  const changed = await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, actor, "changeFilter");
    const before = await lockFilter(tx, filterId);
    const { kind } = before;
    const { action = before.action, isOn = before.isOn, sparesBots = before.sparesBots } = patch;
    checkAction({ kind, action });
    const entries = patch.entries ? checkEntries(kind, patch.entries) : before.entries;
    if (kind === "words") await requireFewWildcards(tx, filterId, entries);
    const explanation =
      patch.explanation === undefined ? before.explanation : checkExplanation(patch.explanation);
    await sql`
      UPDATE filters SET action = ${action}, entries = ${entries}::text[], explanation = ${explanation},
        is_on = ${isOn}, spares_bots = ${sparesBots}, changed_at = ${now}
      WHERE id = ${filterId}`.execute(tx);
    await record(tx, actor, "filter.changed", null, {
      ...{ filterId, kind },
      before: stateOf(before),
      after: { action, entries, explanation, isOn, sparesBots },
    });
    return readFilter(tx, filterId);
  });
  bus.publish([{ kind: "settings" }]);
  return changed as Filter;
}

/** Deletes a filter, in effect at once on all nodes. Throws `filter.not_found` and `auth.forbidden`. */
export async function deleteFilter(
  { database, bus }: PeopleContext,
  actor: Actor,
  filterId: string,
): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, actor, "deleteFilter");
    const before = await lockFilter(tx, filterId);
    await sql`DELETE FROM filters WHERE id = ${filterId}`.execute(tx);
    const { kind } = before;
    await record(tx, actor, "filter.deleted", null, { filterId, kind, ...stateOf(before) });
  });
  bus.publish([{ kind: "settings" }]);
}

async function lockFilter(tx: Db, filterId: string): Promise<Filter> {
  await sql`SELECT FROM filters WHERE id = ${filterId} FOR UPDATE`.execute(tx);
  const found = await readFilter(tx, filterId);
  if (!found) throw new Refusal("filter.not_found");
  return found;
}

function stateOf({ action, entries, explanation, isOn, sparesBots }: Filter) {
  return { action, entries, explanation, isOn, sparesBots };
}
