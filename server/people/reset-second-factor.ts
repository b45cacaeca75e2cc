import { takeSecondFactorAway } from "../accounts/second-factor.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

/** How they are told of it. */
interface Telling {
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now: Date;
}

/**
 * Takes the app, all passkeys and the recovery codes away from somebody who cannot sign in any more, and has them told by
 * mail. False where there was none. Throws as `changePerson` does.
 */
export async function resetSecondFactorOf(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  telling: Telling,
): Promise<boolean> {
  return changePerson(ctx, manager, "resetSecondFactor", userId, async (change) => {
    const wasOn = await takeSecondFactorAway(change.tx, change.person.id, telling);
    if (wasOn) await change.record("second-factor.reset", { told: telling.sendsMail });
    return wasOn;
  });
}
