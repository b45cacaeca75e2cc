import type { TriedText } from "@roost/protocol/filters.ts";
import { limits } from "@roost/protocol/limits.ts";
import { type ReactNode, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextArea } from "../../chat/controls/text-area.tsx";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

/** What the filters that are on make of a text, without anybody seeing it. */
export function TryText() {
  const t = useText();
  const { moderation } = useAdministrator();
  const [text, setText] = useState("");
  const [tried, setTried] = useState<{ text: string; result: TriedText } | null>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    setTried({ text, result: await inWords(t, () => moderation.tryFilters(text)) });
  });
  return (
    <form onSubmit={onSubmit} className="mt-8 flex max-w-2xl flex-col gap-3">
      <TextArea
        label={t("panel.filters.try.label")}
        hint={t("panel.filters.try.hint")}
        rows={3}
        maxLength={limits.messageBodyCharacters}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={busy} className="self-start">
        {t("panel.filters.try")}
      </Button>
      <div role="status" className="flex flex-col gap-1 text-[0.9375rem]">
        {tried !== null && <Outcome {...tried} t={t} />}
      </div>
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </form>
  );
}

function Outcome({ text, result, t }: { text: string; result: TriedText; t: Text }): ReactNode {
  if (result.text === text) return <p>{t("panel.filters.try.taken")}</p>;
  const words = [...new Set(result.found.map(({ said }) => said))];
  return (
    <>
      {result.text === null ? (
        <p>{t("panel.filters.try.refused", { detail: result.detail ?? "" })}</p>
      ) : (
        <>
          <p>{t("panel.filters.try.masked")}</p>
          <p className="whitespace-pre-wrap rounded-lg bg-sunken px-3 py-2">
            <Words>{result.text}</Words>
          </p>
        </>
      )}
      <p className="text-ink-soft">{t("panel.filters.try.found", { words })}</p>
    </>
  );
}
