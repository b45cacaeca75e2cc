import type { User } from "@roost/protocol/user.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { Words } from "../words/words.tsx";
import { BotMark } from "./bot-mark.tsx";
import { Egg } from "./egg.tsx";

export interface PersonLineProps {
  user: User;
  /** Said behind the user name. */
  note?: string | null;
}

/** A person in a list: face, name, and user name. */
export function PersonLine({ user, note = null }: PersonLineProps) {
  const t = useText();
  const { me } = useSignedIn();
  return (
    <>
      <Egg id={user.id} name={user.displayName} picture={user.picture} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="flex min-w-0 gap-1.5 text-[0.9375rem] font-medium">
          <Words className="truncate">{user.displayName}</Words>
          <BotMark user={user} />
          {user.id === me.id && (
            <span className="shrink-0 font-normal text-ink-faint">{t("person.me")}</span>
          )}
        </span>
        <span className="block truncate text-xs text-ink-faint">
          @{user.username}
          {note !== null && ` · ${note}`}
        </span>
      </span>
    </>
  );
}
