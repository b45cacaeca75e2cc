import type { User } from "@roost/protocol/user.ts";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { type Targets, useChange } from "./use-change.tsx";

type ConfirmProps = Targets & {
  wish: "unsuspend" | "unsilence" | "end-sessions";
  onClose: () => void;
};

/** Asks before people are let in again, or signed out everywhere. */
export function ConfirmChange({ wish, onClose, ...targets }: ConfirmProps) {
  const t = useText();
  const make = useChange(targets);
  const { people } = targets;
  const count = people.length;
  const change = wish === "end-sessions" ? "endSessions" : wish;
  return (
    <Confirm
      title={t(`panel.person.${wish}.title`, { count, name: people[0]?.displayName ?? "" })}
      action={t(`panel.person.${wish}`)}
      onConfirm={() => make({ change }, t(`panel.person.${wish}.done`, { count }))}
      onClose={onClose}
    >
      {t(`panel.person.${wish}.text`)}
    </Confirm>
  );
}

interface ResetSecondFactorProps {
  person: User;
  onChanged: () => void;
  onClose: () => void;
}

/** Asks before somebody signs in with the password alone. */
export function ResetSecondFactor({ person, onChanged, onClose }: ResetSecondFactorProps) {
  const t = useText();
  const { administration } = useAdministrator();
  async function reset() {
    await inWords(t, () => administration.resetSecondFactor(person.id));
    showToast(t("panel.person.reset-second-factor.done"));
    onChanged();
  }
  return (
    <Confirm
      danger
      title={t("panel.person.reset-second-factor.title", { name: person.displayName })}
      action={t("panel.person.reset-second-factor")}
      onConfirm={reset}
      onClose={onClose}
    >
      {t("panel.person.reset-second-factor.text")}
    </Confirm>
  );
}
