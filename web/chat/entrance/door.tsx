import { Suspense } from "react";
import { useLocation, useSearchParams } from "wouter";
import { SleepingBird } from "../art/sleeping-bird.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import type { LeaveNotice, Session } from "../session/session.ts";
import { safePath } from "./safe-path.ts";
import { SignIn } from "./sign-in.tsx";

/** Needed once by each person, or never. */
const SignUp = part(() => import("./sign-up.tsx"));
const ForgotPassword = part(() => import("./forgot-password.tsx"));
const ConfirmEmail = part(() => import("./confirm-email.tsx"));
const ResetPassword = part(() => import("./reset-password.tsx"));

/** Signing in, or up; `next` remembers where somebody wanted to go. */
export default function Door({
  session,
  notice,
}: {
  session: Session;
  notice: LeaveNotice | null;
}) {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const atDoor = /^\/(sign-in|sign-up|forgot-password|reset-password|confirm-email)$/.test(path);
  const next = atDoor ? safePath(search.get("next")) : path;
  const toRoom = next.startsWith("/rooms/") && notice === null;
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  const signInHref = `/sign-in${query}`;
  if (atDoor && path !== "/sign-in") {
    return (
      <Region className="h-dvh">
        <Suspense fallback={<SleepingBird />}>
          {path === "/sign-up" && (
            <SignUp session={session} toRoom={toRoom} signInHref={signInHref} />
          )}
          {path === "/forgot-password" && (
            <ForgotPassword session={session} signInHref={signInHref} />
          )}
          {path === "/confirm-email" && <ConfirmEmail session={session} />}
          {path === "/reset-password" && <ResetPassword session={session} />}
        </Suspense>
      </Region>
    );
  }
  return <SignIn session={session} notice={notice} toRoom={toRoom} query={query} />;
}
