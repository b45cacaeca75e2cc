import type { OwnRow } from "@roost/protocol/own.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { putOwn } from "../persons/put-own.ts";
import { Refusal } from "../refusal.ts";

/**
 * Says that its person has read a warning. The row that is left has the time of it. Again, it changes nothing. Throws
 * `warning.not_found`.
 */
export async function acknowledgeWarning(
  ctx: Pick<Context, "database" | "bus">,
  { id: userId }: Actor,
  warningId: string,
): Promise<OwnRow> {
  const row = await putOwn(ctx, { userId, kind: "warning", key: warningId, value: null });
  if (!row) throw new Refusal("warning.not_found");
  return row;
}
