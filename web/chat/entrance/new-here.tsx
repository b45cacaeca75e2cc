import { Link } from "wouter";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { takesSignUps, useRegistration } from "./use-registration.ts";

/** The way to an account, where there is one to be had without a link. */
export default function NewHere({ session, href }: { session: Session; href: string }) {
  const t = useText();
  const registration = useRegistration(session);
  if (registration === null || !takesSignUps(registration)) return null;
  return (
    <p className="mt-2 text-center text-[0.9375rem] text-ink-soft">
      {t.rich("account.new-here", {
        link: (words) => (
          <Link href={href} className="font-semibold text-accent-text hover:underline">
            {words}
          </Link>
        ),
      })}
    </p>
  );
}
