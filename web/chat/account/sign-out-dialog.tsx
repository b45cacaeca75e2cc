import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "sign-out": object;
  }
}

export default function SignOut({ onClose }: DialogProps<"sign-out">) {
  const t = useText();
  const { session, roost } = useSignedIn();
  const waiting = useObservable(roost.rooms).reduce((sum, room) => sum + room.pendingCount, 0);
  return (
    <Confirm
      title={t("account.sign-out.title")}
      action={t("account.sign-out")}
      onConfirm={() => session.signOut()}
      onClose={onClose}
    >
      {waiting === 0
        ? t("account.sign-out.drafts-stay")
        : t("account.sign-out.unsent", { count: waiting })}
    </Confirm>
  );
}
