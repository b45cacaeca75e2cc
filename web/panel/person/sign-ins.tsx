import type { SignInHistoryQuery } from "@roost/protocol/sign-in-history.ts";
import { useCallback } from "react";
import { useText } from "../../chat/language/language.ts";
import { SignInList } from "../../chat/sign-ins/sign-in-list.tsx";
import { useAdministrator } from "../session/administrator.ts";

/** Who signed in to somebody's account, and who was kept out. */
export default function SignIns({ userId }: { userId: string }) {
  const t = useText();
  const { administration } = useAdministrator();
  const ask = useCallback(
    (query: SignInHistoryQuery) => administration.signIns(userId, query),
    [administration, userId],
  );
  return (
    <section aria-label={t("sign-ins.title")} className="mt-8">
      <h2 className="text-lg font-bold tracking-tight">{t("sign-ins.title")}</h2>
      <SignInList ask={ask} />
    </section>
  );
}
