import type { ResetLink } from "@roost/protocol/people.ts";
import type { User } from "@roost/protocol/user.ts";
import { useRef, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { copyText } from "../../chat/controls/copy-text.ts";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Modal } from "../../chat/controls/modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { formatUntil } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

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
  const copyButton = useRef<HTMLButtonElement>(null);
  async function copy() {
    const copied = await copyText(link.url);
    showToast(t(copied ? "panel.person.reset-link.copied" : "controls.copy-refused"));
  }
  return (
    <Modal title={title} initialFocus={copyButton} onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5">
        <TextField
          label={t("panel.person.reset-link.link")}
          hint={t("panel.person.reset-link.hand-over", { when: formatUntil(link.until, today, t) })}
          readOnly
          value={link.url}
          onFocus={(event) => event.target.select()}
        />
        <div className="flex justify-end gap-2 pt-1">
          <Button look="plain" onClick={onClose}>
            {t("panel.person.reset-link.done")}
          </Button>
          <Button ref={copyButton} look="primary" onClick={copy}>
            {t("panel.person.reset-link.copy")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
