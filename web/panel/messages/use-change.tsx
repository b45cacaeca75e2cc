import type { ChangeMessages } from "@roost/protocol/managed-messages.ts";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords, wordsFor } from "../session/in-words.ts";

/** So many are changed by one request. */
const atOnce = 100;

/** Deletes messages or brings them back, and says what became of it. Throws what keeps all of them from it. */
export function useChange(onChanged: () => void) {
  const t = useText();
  const { administration } = useAdministrator();
  return async (change: ChangeMessages["change"], ids: readonly string[]): Promise<void> => {
    const problems: string[] = [];
    for (let from = 0; from < ids.length; from += atOnce) {
      const body = { change, messageIds: ids.slice(from, from + atOnce) };
      const results = await inWords(t, () => administration.changeMessages(body));
      for (const { problem } of results) if (problem) problems.push(wordsFor(problem, t));
    }
    onChanged();
    const [first] = problems;
    const done = ids.length - problems.length;
    if (first === undefined) return showToast(t(`panel.messages.${change}.done`, { count: done }));
    showToast(t("panel.messages.some-failed", { count: problems.length, why: first }));
  };
}
