import { Copy, Download } from "lucide-react";
import { useRef } from "react";
import { Button } from "../controls/button.tsx";
import { copyText } from "../controls/copy-text.ts";
import { Modal } from "../controls/modal.tsx";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

export interface RecoveryCodesProps {
  codes: readonly string[];
  onClose: () => void;
}

/** Recovery codes, the one time that they can be read. */
export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const t = useText();
  const { me } = useSignedIn();
  const copy = useRef<HTMLButtonElement>(null);
  const heading = t("second-factor.codes.file", { server: location.host, username: me.username });
  const text = `${heading}\n\n${codes.join("\n")}\n`;

  async function copyAll() {
    const isCopied = await copyText(text);
    showToast(t(isCopied ? "second-factor.codes.copied" : "second-factor.not-copied"));
  }

  return (
    <Modal
      title={t("second-factor.codes")}
      description={t("second-factor.codes.about")}
      initialFocus={copy}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5">
        <ul
          aria-label={t("second-factor.codes")}
          className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-xl bg-sunken px-4 py-3 font-mono text-[0.9375rem] min-[26rem]:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <Button ref={copy} onClick={copyAll}>
            <Copy size={16} aria-hidden />
            {t("second-factor.codes.copy")}
          </Button>
          <Button onClick={() => download(`${location.hostname}-${me.username}.txt`, text)}>
            <Download size={16} aria-hidden />
            {t("second-factor.codes.download")}
          </Button>
          <Button look="primary" className="ms-auto max-sm:w-full" onClick={onClose}>
            {t("second-factor.codes.done")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
