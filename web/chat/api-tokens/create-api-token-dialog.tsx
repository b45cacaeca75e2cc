import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import type { CreateApiToken, MadeApiToken } from "@roost/protocol/api-tokens.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { type TokenScope, tokenScopes } from "@roost/protocol/token-scopes.ts";
import type { Accounts } from "@roost/sdk";
import { useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { SwitchRow } from "../controls/switch-row.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { NewSecret } from "./new-secret.tsx";
import { scopeTexts } from "./scope-texts.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "create-api-token": {
      accounts: Accounts;
      /** Of whoever makes it. */
      username: string;
      asksPassword: boolean;
      create: (body: CreateApiToken) => Promise<MadeApiToken>;
      onChanged: () => void;
    };
  }
}

const dayMs = 86_400_000;
const lengths = [30, 90, 365] as const;

/** Makes an API token, and shows its secret, once. */
export default function CreateApiTokenDialog({ dialog, onClose }: DialogProps<"create-api-token">) {
  const t = useText();
  const { accounts, username } = dialog;
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly TokenScope[]>(["read", "write"]);
  const [days, setDays] = useState<string>("90");
  const [made, setMade] = useState<MadeApiToken | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    asksPassword: dialog.asksPassword,
    check: () => problemOf(name, scopes, t),
    refusals: { "token.too_many": t("api-tokens.too-many", { limit: apiTokenLimits.apiTokens }) },
    async change(_changes, password) {
      const expiresAt =
        days === "" ? null : new Date(Date.now() + Number(days) * dayMs).toISOString();
      const wish = { name, scopes: [...scopes], expiresAt };
      const body = password === "" ? wish : { ...wish, currentPassword: password };
      setMade(await dialog.create(body));
      dialog.onChanged();
    },
  });

  if (made !== null) return <NewSecret made={made} onClose={onClose} />;
  return (
    <FormModal
      title={t("api-tokens.create")}
      description={t("api-tokens.create.about")}
      initialFocus={field}
      onClose={onClose}
      action={t("api-tokens.create.action")}
      {...form}
    >
      <TextField
        label={t("api-tokens.name")}
        hint={t("api-tokens.name.hint")}
        name="api-token-name"
        autoComplete="off"
        ref={field}
        value={name}
        error={error}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset>
        <legend className="text-sm font-semibold">{t("api-tokens.scopes")}</legend>
        <div className="flex flex-col divide-y divide-line">
          {tokenScopes.map((scope) => (
            <SwitchRow
              key={scope}
              label={t(scopeTexts[scope].label)}
              hint={t(scopeTexts[scope].hint)}
              checked={scopes.includes(scope)}
              onChange={(isOn) =>
                setScopes(
                  tokenScopes.filter((one) => (one === scope ? isOn : scopes.includes(one))),
                )
              }
            />
          ))}
        </div>
      </fieldset>
      <SelectField label={t("api-tokens.end")} value={days} onChoose={setDays}>
        {lengths.map((length) => (
          <option key={length} value={length}>
            {t("api-tokens.end.days", { count: length })}
          </option>
        ))}
        <option value="">{t("api-tokens.end.never")}</option>
      </SelectField>
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={username} readOnly hidden />
      {currentPassword}
      {notice}
    </FormModal>
  );
}

/** What is wrong with what was filled in; null where nothing is. */
function problemOf(name: string, scopes: readonly TokenScope[], t: Text): string | null {
  const limit = apiTokenLimits.apiTokenNameCharacters;
  const problem = checkLine(normalizeLine(name), limit);
  if (problem?.code === "text.empty") return t("api-tokens.name.empty");
  if (problem?.code === "text.too_long") return t("api-tokens.name.long", { limit });
  if (problem) return t("api-tokens.name.characters");
  return scopes.length === 0 ? t("api-tokens.scopes.none") : null;
}
