import type { Me } from "@roost/protocol/user.ts";
import { NetworkError, type Roost } from "@roost/sdk";
import { type ComponentProps, type ReactNode, Suspense, useEffect, useMemo } from "react";
import { useLocation, useSearchParams } from "wouter";
import { SleepingBird } from "./art/sleeping-bird.tsx";
import { useMediaQuery } from "./controls/use-media-query.ts";
import { CustomEmojiContext, EmojiDrawing, type EmojiImageProps } from "./emoji/custom-emoji.tsx";
import { safePath } from "./entrance/safe-path.ts";
import { useText } from "./language/language.ts";
import { part } from "./loading/part.tsx";
import { Region } from "./loading/region.tsx";
import type { Session, Visit } from "./session/session.ts";
import { SignedInContext } from "./session/session-context.ts";
import { describeTrouble } from "./session/trouble.ts";
import { useObservable } from "./session/use-observable.ts";
import { FullPage } from "./shell/full-page.tsx";
import { Shell } from "./shell/shell.tsx";

const OtherPersonPage = part(() => import("./other-person/other-person-page.tsx"));
const OutsidePage = part(() => import("./outside/outside-page.tsx"));
const Door = part(() => import("./entrance/door.tsx"));
const Still = part(() => import("./emoji/still-image.tsx"));

/** The whole client: the entrance or the shell, as the session says. */
export function App({ session }: { session: Session }) {
  const t = useText();
  const visit = useObservable(session);
  const [path] = useLocation();
  // Links of mails are followed by people who are signed in, too.
  if (path === "/reset-password" || path === "/confirm-email")
    return <AtDoor session={session} notice={null} />;
  switch (visit.state) {
    case "checking":
      return <Waiting />;
    case "unreachable":
      return (
        <FullPage
          title={t("app.unreachable.title")}
          action={t("controls.try-again")}
          onAction={() => session.check()}
        >
          {visit.error instanceof NetworkError
            ? t("app.unreachable.text")
            : describeTrouble(visit.error, t)}
        </FullPage>
      );
    case "outdated":
      return (
        <FullPage
          title={t("app.outdated.title")}
          action={t("controls.reload")}
          onAction={() => location.reload()}
        >
          {t("app.outdated.text")}
        </FullPage>
      );
    case "outside":
      return (
        <Region className="h-dvh">
          <Suspense fallback={<Waiting />}>
            <OutsidePage visit={visit} session={session} />
          </Suspense>
        </Region>
      );
    case "signed-out":
      return <AtDoor session={session} notice={visit.notice} />;
    case "other-person":
      return (
        <Region className="h-dvh">
          <Suspense fallback={<Waiting />}>
            <OtherPersonPage was={visit.was} now={visit.now} session={session} />
          </Suspense>
        </Region>
      );
    case "signed-in":
      return <Inside visit={visit} session={session} />;
  }
}

type SignedInVisit = Extract<Visit, { state: "signed-in" }>;

function Inside({ visit, session }: { visit: SignedInVisit; session: Session }) {
  const { roost, me, accounts } = visit;
  // It may be changed while this page is open.
  const now = JSON.stringify(useObservable(roost.me) ?? me);
  // The same at each address, and when a server says the same again: whatever reads it is drawn again when it changes,
  // every row of every list.
  const signedIn = useMemo(
    () => ({ roost, me: JSON.parse(now) as Me, accounts, session }),
    [roost, now, accounts, session],
  );
  return (
    <SignedInContext value={signedIn}>
      <Arrival />
      <EmojiOfServer roost={roost}>
        <Shell />
      </EmojiOfServer>
    </SignedInContext>
  );
}

function AtDoor(props: ComponentProps<typeof Door>) {
  return (
    <Region className="h-dvh">
      <Suspense fallback={<Waiting />}>
        <Door {...props} />
      </Suspense>
    </Region>
  );
}

/** Its words, until there is what draws it. */
const StillImage = (props: EmojiImageProps) => (
  <Suspense fallback={props.alt}>
    <Still {...props} />
  </Suspense>
);

/** Whatever is inside shows them, and again when they are others. */
function EmojiOfServer({ roost, children }: { roost: Roost; children: ReactNode }) {
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");
  return (
    <CustomEmojiContext value={useObservable(roost.emoji.all)}>
      <EmojiDrawing value={isStill ? StillImage : "img"}>{children}</EmojiDrawing>
    </CustomEmojiContext>
  );
}

/** Leaves the door's address behind, once somebody is in. */
function Arrival() {
  const [path, navigate] = useLocation();
  const [search] = useSearchParams();
  useEffect(() => {
    if (/^\/(sign-in|sign-up|forgot-password|join\/.*|provider)$/.test(path)) {
      const next = safePath(search.get("next"));
      // The administration is another page of the server.
      if (/^\/admin(?![^/?])/.test(next)) location.replace(next);
      else navigate(next, { replace: true });
    }
  }, [path, search, navigate]);
  return null;
}

function Waiting() {
  const t = useText();
  return (
    <div role="status" aria-label={t("app.loading")}>
      <SleepingBird />
    </div>
  );
}
