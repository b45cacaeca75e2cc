import { ApiError } from "@roost/sdk";
import { SecondFactor } from "@roost/sdk/account.ts";
import { Copy } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { copyText } from "../controls/copy-text.ts";
import { FormModal } from "../controls/form-modal.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { showToast } from "../controls/toast.tsx";
import { CodeField } from "../entrance/code-field.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { QrCode } from "./qr-code.tsx";

export interface ScanStepProps {
  /** What the app makes its codes of, as text and as what it reads from a picture. */
  setUp: { secret: string; uri: string };
  onConfirmed: (recoveryCodes: string[]) => void;
  onClose: () => void;
}

/** Gives the secret to the app, and takes a code of it back. */
export function ScanStep({ setUp, onConfirmed, onClose }: ScanStepProps) {
  const t = useText();
  const { accounts } = useSignedIn();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const secret = setUp.secret.replace(/.{4}(?=.)/g, "$& ");

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setError(null);
    setProblem(null);
    if (code.trim() === "") return setProblem(t("second-factor.app.empty"));
    setBusy(true);
    try {
      onConfirmed(await new SecondFactor(accounts).confirm(code));
    } catch (refused) {
      const isWrong = refused instanceof ApiError && refused.code === "auth.code_invalid";
      flushSync(() => {
        setBusy(false);
        if (isWrong) setProblem(t("second-factor.app.wrong"));
        else setError(refused);
      });
      field.current?.select();
    }
  }

  async function copySecret() {
    const isCopied = await copyText(setUp.secret);
    showToast(t(isCopied ? "second-factor.secret.copied" : "second-factor.not-copied"));
  }

  return (
    <FormModal
      title={t("second-factor.set-up")}
      description={t("second-factor.scan")}
      initialFocus={field}
      onClose={onClose}
      action={t("second-factor.switch-on")}
      busy={busy}
      onSubmit={confirm}
    >
      <QrCode text={setUp.uri} />
      <div className="flex items-center gap-2 rounded-xl bg-sunken py-2 ps-4 pe-2">
        <div className="min-w-0 flex-1">
          <p className="text-[0.8125rem] text-ink-soft">{t("second-factor.secret")}</p>
          <p className="font-mono text-[0.9375rem] select-all">{secret}</p>
        </div>
        <IconButton icon={Copy} label={t("second-factor.secret.copy")} onClick={copySecret} />
      </div>
      <CodeField
        kind="app"
        label={t("second-factor.app")}
        hint={t("second-factor.others-end")}
        ref={field}
        value={code}
        error={problem}
        onChange={(event) => setCode(event.target.value)}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
