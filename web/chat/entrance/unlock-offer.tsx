import { Link } from "wouter";
import { useText } from "../language/language.ts";

/** The way for who has to wait since others guess at their password. */
export default function UnlockOffer({ query }: { query: string }) {
  const t = useText();
  return (
    <p className="text-sm text-ink-soft">
      {t.rich("sign-ins.unlock.offer", {
        link: (words) => (
          <Link href={`/unlock${query}`} className="font-semibold text-accent-text hover:underline">
            {words}
          </Link>
        ),
      })}
    </p>
  );
}
