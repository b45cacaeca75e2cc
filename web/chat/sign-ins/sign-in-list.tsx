import type {
  SignInHistory,
  SignInHistoryQuery,
  SignInRecord,
} from "@roost/protocol/sign-in-history.ts";
import { Check, ShieldAlert } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatFull, formatSince } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { describeAgent } from "./describe-agent.ts";

const pageRows = 10;

/** Who signed in to an account, and who was kept out, the newest first. @param ask For a page of it. */
export function SignInList({
  ask,
}: {
  ask: (query: SignInHistoryQuery) => Promise<SignInHistory>;
}) {
  const t = useText();
  const [signIns, setSignIns] = useState<SignInRecord[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(
    async (cursor: string | null) => {
      setBusy(true);
      setError(null);
      try {
        const page = await ask({ limit: pageRows, ...(cursor !== null && { cursor }) });
        setSignIns((before) => [...(cursor === null ? [] : (before ?? [])), ...page.signIns]);
        setNext(page.nextCursor);
      } catch (refused) {
        setError(refused);
      }
      setBusy(false);
    },
    [ask],
  );
  useEffect(() => {
    load(null);
  }, [load]);

  return (
    <>
      {error !== null && (
        <Notice className="mb-3">
          {describeTrouble(error, t)}{" "}
          <button type="button" className="font-semibold underline" onClick={() => load(next)}>
            {t("controls.try-again")}
          </button>
        </Notice>
      )}
      {signIns === null && error === null && <Skeleton className="h-14 rounded-xl" />}
      {signIns?.length === 0 && <p className="text-sm text-ink-faint">{t("sign-ins.none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {signIns?.map((one) => (
          <SignInRow key={one.id} signIn={one} />
        ))}
      </ul>
      {next !== null && (
        <Button size="small" className="mt-3" busy={busy} onClick={() => load(next)}>
          {t("sign-ins.more")}
        </Button>
      )}
    </>
  );
}

function SignInRow({ signIn }: { signIn: SignInRecord }) {
  const { at, way, outcome, attempts: count, address, userAgent, isNew } = signIn;
  const t = useText();
  const today = useToday();
  const isIn = outcome === "signed-in";
  const Icon = isIn ? Check : ShieldAlert;
  const what = isIn
    ? t(`sign-ins.in.${way}`)
    : outcome === "suspended"
      ? t("sign-ins.suspended")
      : t(`sign-ins.wrong.${wrongWayOf(way)}`, { count });
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon
        size={20}
        className={isIn ? "shrink-0 text-ink-faint" : "shrink-0 text-danger-text"}
        aria-hidden
      />
      <div className="min-w-0 flex-1">
        <p className="text-[0.9375rem] font-semibold">
          {what}
          {isNew && (
            <span className="ms-2 rounded-full bg-selected px-2 py-0.5 text-xs font-semibold text-accent-text">
              {t("sign-ins.new")}
            </span>
          )}
        </p>
        <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          {[describeAgent(userAgent, t).name, address].filter(Boolean).join(" · ")}
          {" · "}
          <time dateTime={at} title={formatFull(at, t)}>
            {formatSince(at, today, t)}
          </time>
        </p>
      </div>
    </li>
  );
}

/** Of what can be wrong, nobody signs up wrongly, and the provider says itself what was. */
function wrongWayOf(way: SignInRecord["way"]) {
  return way === "code" || way === "passkey" ? way : "password";
}
