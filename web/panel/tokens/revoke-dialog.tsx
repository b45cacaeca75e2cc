import { ApiError } from "@roost/sdk";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { ResultsDialog } from "../person/results-dialog.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords, wordsFor } from "../session/in-words.ts";
import { type NamedToken, personOf } from "./use-columns.tsx";

/** So many are revoked by one request. */
const atOnce = 100;

interface RevokeDialogProps {
  tokens: readonly NamedToken[];
  onRevoked: () => void;
  onClose: () => void;
}

/** Asks before programs are cut off. Where some of several stay, opens what became of each. */
export function RevokeDialog({ tokens, onRevoked, onClose }: RevokeDialogProps) {
  const t = useText();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const count = tokens.length;
  const named = tokens.map((token) => ({
    id: token.id,
    displayName: t("panel.tokens.of", { name: token.name, person: personOf(token, t) }),
  }));

  async function revoke() {
    const problems = new Map<string, string | null>();
    for (let from = 0; from < count; from += atOnce) {
      const ids = tokens.slice(from, from + atOnce).map(({ id }) => id);
      const results = await inWords(t, () => administration.revokeTokens(ids));
      for (const { tokenId, problem } of results) {
        // Somewhere else it was revoked, or it has expired, long ago.
        const isGone = problem === null || problem.code === "token.not_found";
        if (count === 1 && !isGone) {
          throw new ApiError({ ...problem, status: 409, detail: wordsFor(problem, t) });
        }
        problems.set(tokenId, isGone ? null : wordsFor(problem, t));
      }
    }
    onRevoked();
    if ([...problems.values()].every((problem) => problem === null)) {
      return showToast(t("panel.tokens.revoke.done", { count }));
    }
    openDialog((close) => (
      <ResultsDialog of="tokens" targets={named} problems={problems} onClose={close} />
    ));
  }

  return (
    <Confirm
      danger
      title={t("panel.tokens.revoke.title", { count })}
      action={t("panel.tokens.revoke")}
      onConfirm={revoke}
      onClose={onClose}
    >
      {count === 1 && named[0] && (
        <span className="mb-2 block font-semibold text-ink">{named[0].displayName}</span>
      )}
      {t("panel.tokens.revoke.text")}
    </Confirm>
  );
}
