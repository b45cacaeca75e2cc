import type { SignInHistoryQuery } from "@roost/protocol/sign-in-history.ts";
import type { Session } from "@roost/sdk";
import { SignIns } from "@roost/sdk/account.ts";
import { Laptop, Smartphone } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { describeAgent } from "../sign-ins/describe-agent.ts";
import { SignInList } from "../sign-ins/sign-in-list.tsx";
import { formatSince } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Section } from "./section.tsx";

/** The places where I am signed in, each of which can be signed out from here. */
export function SessionsSection() {
  const t = useText();
  const { accounts } = useSignedIn();
  const openDialog = useOpenDialog();
  const [sessions, setSessions] = useState<Session[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(async () => {
    setError(null);
    try {
      const all = await accounts.listSessions();
      setSessions(
        all.sort(
          (a, b) => Number(b.current) - Number(a.current) || b.activeAt.localeCompare(a.activeAt),
        ),
      );
    } catch (refused) {
      setError(refused);
    }
  }, [accounts]);
  useEffect(() => {
    load();
  }, [load]);

  const askSignIns = useCallback(
    (query: SignInHistoryQuery) => new SignIns(accounts).list(query),
    [accounts],
  );

  async function revoke(id: string) {
    try {
      await accounts.revokeSession(id);
      setSessions((before) => before?.filter((session) => session.id !== id) ?? null);
    } catch (refused) {
      setError(refused);
    }
  }

  return (
    <>
      <Section title={t("settings.sessions")} about={t("settings.sessions.text")}>
        {error !== null && (
          <Notice className="mb-3">
            {describeTrouble(error, t)}{" "}
            <button type="button" className="font-semibold underline" onClick={load}>
              {t("controls.try-again")}
            </button>
          </Notice>
        )}
        {sessions === null && error === null && <Skeleton className="h-14 rounded-xl" />}
        <ul className="flex flex-col divide-y divide-line">
          {sessions?.map((session) => (
            <SessionRow key={session.id} session={session} onRevoke={() => revoke(session.id)} />
          ))}
        </ul>
        {sessions?.some(({ current }) => !current) && (
          <div className="mt-4">
            <Button onClick={() => openDialog({ name: "sign-out-others", onDone: load })}>
              {t("settings.sessions.end-others")}
            </Button>
          </div>
        )}
      </Section>
      <section aria-label={t("sign-ins.title")} className="mt-8">
        <h3 className="text-base font-bold">{t("sign-ins.title")}</h3>
        <p className="mt-1 mb-2 text-sm text-ink-faint">{t("sign-ins.about")}</p>
        <SignInList ask={askSignIns} />
      </section>
    </>
  );
}

function SessionRow({ session, onRevoke }: { session: Session; onRevoke: () => Promise<void> }) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const today = useToday();
  const agent = describeAgent(session.userAgent, t);
  const Icon = agent.mobile ? Smartphone : Laptop;
  const since = t("settings.sessions.since", { when: formatSince(session.createdAt, today, t) });
  const active = session.current
    ? t("settings.sessions.active-now")
    : t("settings.sessions.active", { when: formatSince(session.activeAt, today, t) });
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon size={20} className="shrink-0 text-ink-faint" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate text-[0.9375rem] font-semibold">{agent.name}</p>
        <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          {[session.ipAddress, active, since].filter(Boolean).join(" · ")}
        </p>
      </div>
      {session.current ? (
        <span className="rounded-full bg-selected px-2.5 py-1 text-xs font-semibold text-accent-text">
          {t("settings.sessions.current")}
        </span>
      ) : (
        <Button
          size="small"
          busy={busy}
          aria-label={t("settings.sessions.sign-out", { agent: agent.name, since })}
          onClick={() => {
            setBusy(true);
            onRevoke().finally(() => setBusy(false));
          }}
        >
          {t("settings.sessions.end")}
        </Button>
      )}
    </li>
  );
}
