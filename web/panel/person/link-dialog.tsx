import type { ResetLink } from "@roost/protocol/people.ts";
import type { User } from "@roost/protocol/user.ts";
import { useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { formatUntil } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { HandedLink } from "./handed-link.tsx";

/** Makes a link with which somebody sets a new password, and shows it. */
export function LinkDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useText();
  const { administration } = useAdministrator();
  const [link, setLink] = useState<ResetLink | null>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    setLink(await inWords(t, () => administration.makeResetLink(person.id)));
  });
  const title = t("panel.person.reset-link.title", { name: person.displayName });
  if (link) return <MadeLink title={title} link={link} onClose={onClose} />;
  return (
    <FormModal
      title={title}
      action={t("panel.person.reset-link.make")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p className="text-[0.9375rem] leading-relaxed text-ink-soft">
        {t("panel.person.reset-link.text")}
      </p>
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

interface MadeLinkProps {
  title: string;
  link: ResetLink;
  onClose: () => void;
}

/** A link to be handed over, which is shown once. */
export function MadeLink({ title, link, onClose }: MadeLinkProps) {
  const t = useText();
  const today = useToday();
  const hint = t("panel.person.reset-link.hand-over", { when: formatUntil(link.until, today, t) });
  return <HandedLink title={title} url={link.url} hint={hint} onClose={onClose} />;
}
