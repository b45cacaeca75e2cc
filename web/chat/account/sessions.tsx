import type { Session } from "@roost/sdk";
import { Laptop, Smartphone } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";
import { formatBrief } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { describeAgent } from "./describe-agent.ts";

/** The places where I am signed in, each of which can be signed out from here. */
export default function Sessions({ onClose }: DialogProps<"sessions">) {
  const { accounts } = useSignedIn().session;
  const [sessions, setSessions] = useState<Session[] | null>(null);
  const [error, setError] = useState<string | null>(null);

  const load = useCallback(async () => {
    setError(null);
    try {
      const all = await accounts.listSessions();
      setSessions(
        all.sort(
          (a, b) => Number(b.current) - Number(a.current) || b.createdAt.localeCompare(a.createdAt),
        ),
      );
    } catch (refused) {
      setError(describeTrouble(refused));
    }
  }, [accounts]);
  useEffect(() => {
    load();
  }, [load]);

  async function revoke(id: string) {
    try {
      await accounts.revokeSession(id);
      setSessions((before) => before?.filter((session) => session.id !== id) ?? null);
    } catch (refused) {
      setError(describeTrouble(refused));
    }
  }

  return (
    <Modal
      title="Where I am signed in"
      description="Sign out a place that you do not know or no longer use."
      onClose={onClose}
    >
      <div className="overflow-y-auto px-5 pt-3 pb-5">
        {error !== null && (
          <Notice className="mb-3">
            {error}{" "}
            <button type="button" className="font-semibold underline" onClick={load}>
              Try again
            </button>
          </Notice>
        )}
        {sessions === null && error === null && <Skeleton className="h-14 rounded-xl" />}
        <ul className="flex flex-col divide-y divide-line">
          {sessions?.map((session) => (
            <SessionRow key={session.id} session={session} onRevoke={() => revoke(session.id)} />
          ))}
        </ul>
      </div>
    </Modal>
  );
}

function SessionRow({ session, onRevoke }: { session: Session; onRevoke: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const today = useToday();
  const agent = describeAgent(session.userAgent);
  const Icon = agent.mobile ? Smartphone : Laptop;
  const since = `since ${formatBrief(session.createdAt, today)}`;
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon size={20} className="shrink-0 text-ink-faint" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate text-[0.9375rem] font-semibold">{agent.name}</p>
        <p className="truncate text-[0.8125rem] text-ink-faint">
          {[session.ipAddress, since].filter(Boolean).join(" · ")}
        </p>
      </div>
      {session.current ? (
        <span className="rounded-full bg-selected px-2.5 py-1 text-xs font-semibold text-accent-text">
          This one
        </span>
      ) : (
        <Button
          size="small"
          busy={busy}
          aria-label={`Sign out ${agent.name}, ${since}`}
          onClick={() => {
            setBusy(true);
            onRevoke().finally(() => setBusy(false));
          }}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
