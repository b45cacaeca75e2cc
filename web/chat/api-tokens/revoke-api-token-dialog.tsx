import type { ApiToken } from "@roost/protocol/api-tokens.ts";
import { ApiError } from "@roost/sdk";
import { Confirm } from "../controls/confirm.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "revoke-api-token": {
      token: ApiToken;
      revoke: () => Promise<void>;
      onChanged: () => void;
    };
  }
}

export default function RevokeApiToken({ dialog, onClose }: DialogProps<"revoke-api-token">) {
  const t = useText();
  const { name } = dialog.token;

  async function revoke() {
    try {
      await dialog.revoke();
    } catch (refused) {
      // Somewhere else it was revoked, or it has expired, long ago.
      if (!(refused instanceof ApiError && refused.code === "token.not_found")) throw refused;
    }
    showToast(t("api-tokens.revoked", { name }));
    dialog.onChanged();
  }

  return (
    <Confirm
      title={t("api-tokens.revoke", { name })}
      action={t("api-tokens.revoke.action")}
      danger
      onConfirm={revoke}
      onClose={onClose}
    >
      {t("api-tokens.revoke.about")}
    </Confirm>
  );
}
