import { limits } from "@roost/protocol/limits.ts";
import type { MyPresence, PatchPresence, Status } from "@roost/protocol/presence.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { emojiOf } from "../messages/emoji.ts";
import { Refusal } from "../refusal.ts";
import { presenceSubject } from "./signal.ts";
import { loadPresences } from "./stored.ts";

/** What I say of myself, and what I hide; without what is over. Throws `auth.required`. */
export async function getMyPresence(
  { database }: Pick<Context, "database">,
  actor: Actor,
): Promise<MyPresence> {
  requireRight(actor, "myPresence");
  const [stored] = await loadPresences(database.db, [actor.id]);
  if (!stored) throw new Refusal("auth.required", "This account no longer exists.");
  const { status, doNotDisturbUntil, hidden } = stored;
  const isOver = (until: string | null) => until !== null && Date.parse(until) <= Date.now();
  return {
    status: status && isOver(status.until) ? null : status,
    doNotDisturbUntil: isOver(doNotDisturbUntil) ? null : doNotDisturbUntil,
    hidden,
  };
}

/** Changes some of it, and tells those who look. Throws `text.…`, `filter.refused`, `request.invalid`. */
export async function setMyPresence(
  ctx: Pick<Context, "database" | "bus" | "filters">,
  actor: Actor,
  patch: PatchPresence,
): Promise<MyPresence> {
  requireRight(actor, "setPresence");
  const said = patch.status && {
    ...patch.status,
    text: await ctx.filters.pass(actor, patch.status.text, true),
  };
  const status = said === undefined ? undefined : cleanStatus(said);
  const columns = {
    ...(status !== undefined && {
      status_emoji: status?.emoji ?? null,
      status_text: status?.text ?? "",
      status_until: status?.until ?? null,
    }),
    ...(patch.doNotDisturbUntil !== undefined && { do_not_disturb_until: patch.doNotDisturbUntil }),
    ...(patch.hidden && { hidden: patch.hidden }),
  };
  if (Object.keys(columns).length === 0) return getMyPresence(ctx, actor);
  await ctx.database.db
    .insertInto("presences")
    .values({ user_id: actor.id, ...columns })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(columns))
    .execute();
  ctx.bus.publish([
    { kind: "signal", subjectId: presenceSubject, signal: { type: "set", userId: actor.id } },
  ]);
  return getMyPresence(ctx, actor);
}

/** A status as it is stored; null where nothing is left of it. */
function cleanStatus(status: Status | null): Status | null {
  if (status === null) return null;
  const text = normalizeLine(status.text);
  const emoji = status.emoji === null ? null : emojiOf(status.emoji);
  if (status.emoji !== null && emoji === null) {
    throw new Refusal("request.invalid", "`status.emoji` has to be one emoji, such as 🌴.");
  }
  if (text === "") return emoji === null ? null : { ...status, emoji, text };
  const problem = checkLine(text, limits.statusCharacters);
  if (problem) throw new Refusal(problem.code, `The status: ${problem.detail}`);
  return { ...status, emoji, text };
}
