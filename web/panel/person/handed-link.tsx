import type { ReactNode } from "react";
import { useRef } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { copyText } from "../../chat/controls/copy-text.ts";
import { Modal } from "../../chat/controls/modal.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";

interface HandedLinkProps {
  title: string;
  url: string;
  /** Whom to give it, and how long it works. */
  hint: ReactNode;
  onClose: () => void;
}

/** A link to be handed over, which is shown once. */
export function HandedLink({ title, url, hint, onClose }: HandedLinkProps) {
  const t = useText();
  const copyButton = useRef<HTMLButtonElement>(null);
  async function copy() {
    const copied = await copyText(url);
    showToast(t(copied ? "panel.person.reset-link.copied" : "controls.copy-refused"));
  }
  return (
    <Modal title={title} initialFocus={copyButton} onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5">
        <TextField
          label={t("panel.person.reset-link.link")}
          hint={hint}
          readOnly
          value={url}
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
