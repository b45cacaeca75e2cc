import { Suspense, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import type { LeaveNotice, Session } from "../session/session.ts";
import { safePath } from "./safe-path.ts";
import { SignIn } from "./sign-in.tsx";

const BesideSignIn = part(() => import("./beside-sign-in.tsx"));

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
  const [challenge, setChallenge] = useState<string | null>(null);
  const [passwords, setPasswords] = useState(true);
  const atDoor =
    /^\/(sign-in|sign-up|(forgot|reset)-password|confirm-email|unlock|join\/.*|provider)$/.test(
      path,
    );
  const next = atDoor ? safePath(search.get("next")) : path;
  const toRoom = next.startsWith("/rooms/") && notice === null;
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  const isSignIn = challenge === null && (!atDoor || path === "/sign-in");
  const beside = (
    <BesideSignIn
      session={session}
      path={path}
      toRoom={toRoom}
      signInHref={`/sign-in${query}`}
      challenge={challenge}
      onBack={() => setChallenge(null)}
      onNoPasswords={() => setPasswords(false)}
    />
  );
  if (!isSignIn) return beside;
  return (
    <SignIn
      session={session}
      notice={notice}
      toRoom={toRoom}
      passwords={passwords}
      query={query}
      onChallenge={setChallenge}
    >
      <Region>
        <Suspense>{beside}</Suspense>
      </Region>
    </SignIn>
  );
}
