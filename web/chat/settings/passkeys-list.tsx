import type { Passkeys as ListOfPasskeys, Passkey } from "@roost/protocol/passkeys.ts";
import { Passkeys } from "@roost/sdk/account.ts";
import { Lock, Plus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatSince } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";

export interface PasskeysListProps {
  /** Whether there is a second factor besides. */
  hasApp: boolean;
  onChanged: () => void;
}

/** My passkeys, and ways to add, name and remove them. */
export function PasskeysList({ hasApp, onChanged }: PasskeysListProps) {
  const t = useText();
  const { accounts } = useSignedIn();
  const openDialog = useOpenDialog();
  const [list, setList] = useState<ListOfPasskeys | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(() => {
    setError(null);
    new Passkeys(accounts).list().then(setList, setError);
  }, [accounts]);
  useEffect(load, [load]);

  function changed() {
    load();
    onChanged();
  }

  const asksPassword = list?.passwordNeeded ?? true;
  return (
    <section aria-label={t("settings.passkeys")} className="mt-8">
      <h3 className="text-[1.0625rem] font-bold tracking-tight">{t("settings.passkeys")}</h3>
      <p className="mt-1 mb-2 text-sm text-ink-faint">{t("settings.passkeys.about")}</p>
      {error !== null && (
        <Notice className="mb-3">
          {describeTrouble(error, t)}{" "}
          <button type="button" className="font-semibold underline" onClick={load}>
            {t("controls.try-again")}
          </button>
        </Notice>
      )}
      {list === null && error === null && <Skeleton className="h-14 rounded-xl" />}
      <ul className="flex flex-col divide-y divide-line">
        {list?.passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            onRename={() => openDialog({ name: "rename-passkey", passkey, onChanged: load })}
            onRemove={() =>
              openDialog({
                ...{ name: "remove-passkey", passkey, asksPassword, onChanged: changed },
                isLast: list.passkeys.length === 1 && !hasApp,
              })
            }
          />
        ))}
      </ul>
      {list !== null && (
        <div className="mt-3">
          <Button
            onClick={() => openDialog({ name: "add-passkey", asksPassword, onChanged: changed })}
          >
            <Plus size={16} aria-hidden />
            {t("settings.passkeys.add")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface PasskeyRowProps {
  passkey: Passkey;
  onRename: () => void;
  onRemove: () => void;
}

function PasskeyRow({ passkey, onRename, onRemove }: PasskeyRowProps) {
  const t = useText();
  const today = useToday();
  const { name, host, createdAt, usedAt, synced } = passkey;
  const facts = [
    usedAt === null
      ? t("settings.passkeys.unused")
      : t("settings.passkeys.used", { when: formatSince(usedAt, today, t) }),
    t("settings.passkeys.since", { when: formatSince(createdAt, today, t) }),
    synced && t("settings.passkeys.synced"),
    // The server had another address when it was made.
    host !== location.hostname && t("settings.passkeys.elsewhere", { host }),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Lock size={20} className="shrink-0 text-ink-faint" aria-hidden />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate text-[0.9375rem] font-semibold">
          <bdi>{name}</bdi>
        </p>
        <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          {facts.filter(Boolean).join(" · ")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          aria-label={t("settings.passkeys.rename-one", { name })}
          onClick={onRename}
        >
          {t("settings.passkeys.rename")}
        </Button>
        <Button
          size="small"
          aria-label={t("settings.passkeys.remove-one", { name })}
          onClick={onRemove}
        >
          {t("settings.passkeys.remove")}
        </Button>
      </div>
    </li>
  );
}
