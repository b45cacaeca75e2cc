import type { CurrentPerson } from "@roost/sdk";
import { useCallback } from "react";
import { Entrance } from "../entrance/entrance.tsx";
import { useText } from "../language/language.ts";
import type { OutsideVisit, Session } from "../session/session.ts";
import { SignOutOutside, useGoingOn } from "./going-on.tsx";

interface WaitingProps {
  visit: OutsideVisit;
  approval: NonNullable<CurrentPerson["approval"]>;
  session: Session;
}

/** What somebody sees who has signed up, until they are let in; also after they were refused. */
export function Waiting({ visit, approval: { state, reason }, session }: WaitingProps) {
  const t = useText();
  const isWaiting = useCallback(
    ({ approval }: CurrentPerson) => approval?.state === state,
    [state],
  );
  useGoingOn(visit, session, isWaiting);
  const { email } = visit.person.me;
  return (
    <Entrance
      title={t(state === "awaited" ? "account.waiting" : "account.refused")}
      text={
        state === "awaited" ? t("account.waiting.about", { email }) : t("account.refused.about")
      }
    >
      {reason !== null && (
        <p className="mb-4 text-[0.9375rem] [overflow-wrap:anywhere]">
          {t("account.refused.reason", { reason })}
        </p>
      )}
      <div className="flex flex-col gap-1">
        <SignOutOutside session={session} />
      </div>
    </Entrance>
  );
}
