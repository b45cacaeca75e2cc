import type { User } from "@roost/protocol/user.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { Words } from "../../chat/words/words.tsx";
import { useAdministrator } from "../session/administrator.ts";

interface AccountLineProps {
  account: User & { email?: string };
  note?: ReactNode;
}

/** Somebody in a list: face, name, and what they sign in with; leads to their page. @param note Below, where space is scarce. */
export function AccountLine({ account, note }: AccountLineProps) {
  const t = useText();
  const { me } = useAdministrator();
  const { id, displayName, username, email } = account;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Egg id={id} name={displayName} />
      <div className="min-w-0 leading-tight">
        <div className="flex min-w-0">
          <Link
            href={`/people/${id}`}
            className="relative flex min-w-0 items-center font-semibold before:absolute before:inset-x-0 before:-inset-y-3 hover:underline md:before:hidden"
          >
            <Words className="truncate">{displayName}</Words>
          </Link>
          {id === me.id && (
            <span className="ms-1.5 shrink-0 self-center text-ink-faint">
              {t("panel.people.me")}
            </span>
          )}
        </div>
        <p className="truncate text-xs text-ink-faint">
          @{username}
          {email !== undefined && <span className="max-md:hidden"> · {email}</span>}
        </p>
        {note !== undefined && (
          <div className="mt-1 truncate text-xs text-ink-soft md:hidden">{note}</div>
        )}
      </div>
    </div>
  );
}
