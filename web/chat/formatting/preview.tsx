import { mentionedNames } from "@roost/markdown/mentions.ts";
import { everybody, present } from "@roost/protocol/mentions.ts";
import { normalizeBody } from "@roost/protocol/text.ts";
import type { User } from "@roost/protocol/user.ts";
import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { MentionsContext, type MentionTarget } from "../markdown/mention.tsx";
import { useSignedIn } from "../session/session-context.ts";

export interface PreviewProps {
  text: string;
}

const ofMany = [everybody, present];

/** What a text will be as a message: it is drawn as those are. */
export default function Preview({ text }: PreviewProps) {
  const t = useText();
  const body = normalizeBody(text);
  const mentions = useMentioned(body);
  return (
    <section aria-label={t("formatting.preview")} className="max-h-[40dvh] min-h-6 overflow-y-auto">
      {body === "" ? (
        <p className="text-ink-faint">{t("formatting.preview.empty")}</p>
      ) : (
        <MentionsContext value={mentions}>
          <Markdown body={body} />
        </MentionsContext>
      )}
    </section>
  );
}

/** Whom the names in a body will mention, as the server will find them. */
function useMentioned(body: string): (name: string) => MentionTarget | null {
  const { roost, me } = useSignedIn();
  const [people, setPeople] = useState<ReadonlyMap<string, User>>(new Map());
  const names = mentionedNames(body).join(" ");
  useEffect(() => {
    let isGone = false;
    for (const name of names.split(" ")) {
      if (name === "" || ofMany.includes(name)) continue;
      roost.api.users({ query: name, limit: 20 }).then(
        ({ users }) => {
          const found = users.find(({ username }) => username === name);
          if (found && !isGone) setPeople((known) => new Map(known).set(name, found));
        },
        // The name stays as it was typed.
        () => {},
      );
    }
    return () => {
      isGone = true;
    };
  }, [names, roost]);
  return (name) => {
    if (ofMany.includes(name)) return { label: name, isMine: false };
    const user = people.get(name);
    return user ? { label: user.displayName, isMine: user.id === me.id } : null;
  };
}
