import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "sign-out-others": { onDone: () => void };
  }
}

/** Signs out everywhere but here. */
export default function SignOutOthers({ dialog, onClose }: DialogProps<"sign-out-others">) {
  const t = useText();
  const { accounts } = useSignedIn();
  return (
    <Confirm
      title={t("settings.sessions.others.title")}
      action={t("settings.sessions.end")}
      danger
      onConfirm={async () => {
        await accounts.revokeOtherSessions();
        dialog.onDone();
      }}
      onClose={onClose}
    >
      {t("settings.sessions.others.text")}
    </Confirm>
  );
}
