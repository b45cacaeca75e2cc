import { NetworkError } from "@roost/sdk";
import { lazy, Suspense, useEffect } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Bird } from "./art/bird.tsx";
import { EmptyPerch } from "./art/empty-perch.tsx";
import { Button } from "./controls/button.tsx";
import { safePath } from "./entrance/safe-path.ts";
import type { Session } from "./session/session.ts";
import { SignedInContext } from "./session/session-context.ts";
import { describeTrouble } from "./session/trouble.ts";
import { useObservable } from "./session/use-observable.ts";
import { Shell } from "./shell/shell.tsx";

const Door = lazy(() => import("./entrance/door.tsx"));

/** The whole client: the entrance or the shell, as the session says. */
export function App({ session }: { session: Session }) {
  const visit = useObservable(session);
  switch (visit.state) {
    case "checking":
      return <Waiting />;
    case "unreachable":
      return (
        <FullPage
          title="The server cannot be reached"
          action="Try again"
          onAction={() => session.check()}
        >
          {visit.error instanceof NetworkError
            ? "Check your connection. The page goes on by itself when it is back."
            : describeTrouble(visit.error)}
        </FullPage>
      );
    case "outdated":
      return (
        <FullPage title="Roost was updated" action="Reload" onAction={() => location.reload()}>
          This page is of an older version. Reload it to go on; drafts and unsent messages stay.
        </FullPage>
      );
    case "signed-out":
      return (
        <Suspense fallback={<Waiting />}>
          <Door session={session} notice={visit.notice} />
        </Suspense>
      );
    case "signed-in":
      return (
        <SignedInContext value={{ roost: visit.roost, me: visit.me, session }}>
          <Arrival />
          <Shell />
        </SignedInContext>
      );
  }
}

/** Leaves the door's address behind, once somebody is in. */
function Arrival() {
  const [path, navigate] = useLocation();
  const [search] = useSearchParams();
  useEffect(() => {
    if (path === "/sign-in" || path === "/sign-up") {
      navigate(safePath(search.get("next")), { replace: true });
    }
  }, [path, search, navigate]);
  return null;
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="grid h-dvh place-items-center">
      <Bird className="size-14 animate-[breathe_1.6s_ease-in-out_infinite]" asleep />
    </div>
  );
}

interface FullPageProps {
  title: string;
  children: string;
  action: string;
  onAction: () => void;
}

function FullPage({ title, children, action, onAction }: FullPageProps) {
  return (
    <main className="flex h-dvh bg-canvas">
      <EmptyPerch
        title={title}
        asleep
        actions={
          <Button look="primary" autoFocus onClick={onAction}>
            {action}
          </Button>
        }
      >
        {children}
      </EmptyPerch>
    </main>
  );
}
