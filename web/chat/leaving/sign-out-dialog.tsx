import { useEffect } from "react";
import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { forget, keepDrafts } from "./leave.ts";
import { useUnsent } from "./use-unsent.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "sign-out": object;
  }
}

/** Asks before all that this browser has of somebody goes, and says what would be lost with it. */
export default function SignOut({ onClose }: DialogProps<"sign-out">) {
  const t = useText();
  const { session, roost, me } = useSignedIn();
  const unsent = useUnsent();
  // Nothing that waits for its time is left behind by who goes.
  useEffect(() => roost.held.sendHeld(), [roost]);
  async function leave() {
    await keepDrafts(roost, me.id, localStorage);
    await session.signOut();
    forget(me.id, localStorage);
  }

  return (
    <Confirm
      title={t("leaving.title")}
      action={unsent === 0 ? t("account.sign-out") : t("leaving.lose", { count: unsent })}
      danger={unsent > 0}
      onConfirm={leave}
      onClose={onClose}
    >
      {unsent === 0 ? t("leaving.nothing-stays") : t("leaving.unsent", { count: unsent })}
    </Confirm>
  );
}
