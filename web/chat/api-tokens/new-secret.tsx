import type { MadeApiToken } from "@roost/protocol/api-tokens.ts";
import { Copy } from "lucide-react";
import { useRef } from "react";
import { Button } from "../controls/button.tsx";
import { copyText } from "../controls/copy-text.ts";
import { Modal } from "../controls/modal.tsx";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";

export interface NewSecretProps {
  made: MadeApiToken;
  onClose: () => void;
}

/** The secret of an API token, the one time that it can be read. */
export function NewSecret({ made: { token, secret }, onClose }: NewSecretProps) {
  const t = useText();
  const copy = useRef<HTMLButtonElement>(null);

  async function copySecret() {
    const isCopied = await copyText(secret);
    if (isCopied) showToast(t("api-tokens.copied"));
    else showToast(t("api-tokens.not-copied"), "trouble");
  }

  return (
    <Modal
      title={t("api-tokens.made", { name: token.name })}
      description={t("api-tokens.made.about")}
      initialFocus={copy}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5">
        <code
          dir="ltr"
          className="rounded-xl bg-sunken px-4 py-3 font-mono text-[0.9375rem] [overflow-wrap:anywhere] select-all"
        >
          {secret}
        </code>
        <div className="flex flex-wrap gap-2">
          <Button ref={copy} onClick={copySecret}>
            <Copy size={16} aria-hidden />
            {t("api-tokens.copy")}
          </Button>
          <Button look="primary" className="ms-auto max-sm:w-full" onClick={onClose}>
            {t("api-tokens.done")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
