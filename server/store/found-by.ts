import { fold } from "@roost/protocol/folding.ts";
import { type RawBuilder, sql } from "kysely";

/**
 * Whether a column of folded names fits a query: the whole query stands in it, or each of its words
 * begins a word there, in any order. Nothing typed fits everything.
 */
export function foundBy(column: string, query: string): RawBuilder<boolean> {
  const wanted = fold(query);
  const folded = sql.ref(column);
  const whole = sql<boolean>`${folded} LIKE ${`%${literal(wanted)}%`}`;
  const words = wanted.split(" ");
  if (words.length < 2) return whole;
  const begun = words.map((word) => `% ${literal(word)}%`);
  return sql`(${whole} OR ' ' || ${folded} LIKE ALL(${begun}::text[]))`;
}

/** For LIKE, to which some characters mean others. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
