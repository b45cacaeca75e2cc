import { useLocation, useSearchParams } from "wouter";
import type { Session } from "../session/session.ts";
import { safePath } from "./safe-path.ts";
import { SignIn } from "./sign-in.tsx";
import { SignUp } from "./sign-up.tsx";

/** Signing in, or up; `next` remembers where somebody wanted to go. */
export default function Door({ session, notice }: { session: Session; notice: string | null }) {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const atDoor = path === "/sign-in" || path === "/sign-up";
  const next = atDoor ? safePath(search.get("next")) : path;
  const toRoom = next.startsWith("/rooms/") && notice === null;
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  if (path === "/sign-up") {
    return <SignUp session={session} toRoom={toRoom} signInHref={`/sign-in${query}`} />;
  }
  return (
    <SignIn session={session} notice={notice} toRoom={toRoom} signUpHref={`/sign-up${query}`} />
  );
}
