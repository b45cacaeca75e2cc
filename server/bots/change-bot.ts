import type { Operation } from "@roost/protocol/rights.ts";
import {
  changePerson,
  type Manager,
  type PeopleContext,
  type PersonChange,
} from "../people/change-person.ts";
import { Refusal } from "../refusal.ts";

/** Changes the account of a bot as `changePerson` does, and no person's. Throws `bot.not_found` besides. */
export function changeBot<Result>(
  ctx: PeopleContext,
  manager: Manager,
  operation: Operation,
  botId: string,
  work: (change: PersonChange) => Promise<Result>,
): Promise<Result> {
  return changePerson(ctx, manager, operation, botId, async (change) => {
    if (!change.person.isBot) throw new Refusal("bot.not_found", "This account is of a person.");
    return work(change);
  });
}
