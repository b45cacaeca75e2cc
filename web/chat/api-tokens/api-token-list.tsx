import type { ApiToken, CreateApiToken, MadeApiToken } from "@roost/protocol/api-tokens.ts";
import type { Me } from "@roost/protocol/user.ts";
import type { Accounts } from "@roost/sdk";
import { KeyRound, Plus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import type { DialogState } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatSince, formatUntil } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { scopeTexts } from "./scope-texts.ts";

/** Where the API tokens of an account are kept. The same object as long as that is the same account. */
export interface TokenSource {
  list(): Promise<{ tokens: ApiToken[]; passwordNeeded?: boolean }>;
  create(body: CreateApiToken): Promise<MadeApiToken>;
  revoke(tokenId: string): Promise<void>;
}

export type TokenDialog = Extract<DialogState, { name: "create-api-token" | "revoke-api-token" }>;

interface ApiTokenListProps {
  source: TokenSource;
  /** Whoever looks at it. */
  me: Pick<Me, "username">;
  accounts: Accounts;
  openDialog: (dialog: TokenDialog) => void;
  /** Whether one can be made; the default is so. */
  mayCreate?: boolean;
  /** Behind another token, or one less. */
  onChanged?: () => void;
}

/** The API tokens of an account, and ways to make and revoke them. */
export function ApiTokenList(props: ApiTokenListProps) {
  const { source, me, accounts, openDialog, mayCreate = true, onChanged } = props;
  const t = useText();
  const [list, setList] = useState<Awaited<ReturnType<TokenSource["list"]>> | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(() => {
    setError(null);
    source.list().then(setList, setError);
  }, [source]);
  useEffect(load, [load]);

  function changed() {
    load();
    onChanged?.();
  }

  function create() {
    openDialog({
      ...{ name: "create-api-token", asksPassword: list?.passwordNeeded ?? false },
      ...{ accounts, username: me.username },
      ...{ create: (body) => source.create(body), onChanged: changed },
    });
  }

  return (
    <>
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
        {list?.tokens.map((token) => (
          <TokenRow
            key={token.id}
            token={token}
            onRevoke={() =>
              openDialog({
                ...{ name: "revoke-api-token", token, onChanged: changed },
                revoke: () => source.revoke(token.id),
              })
            }
          />
        ))}
      </ul>
      {list !== null && mayCreate && (
        <div className="mt-3">
          <Button onClick={create}>
            <Plus size={16} aria-hidden />
            {t("api-tokens.create")}
          </Button>
        </div>
      )}
    </>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const t = useText();
  const today = useToday();
  const { name, hint, scopes, usedAt, usedFrom, expiresAt, createdAt } = token;
  const isOver = expiresAt !== null && new Date(expiresAt) <= new Date();
  const facts = [
    usedAt === null
      ? t("api-tokens.unused")
      : t("api-tokens.used", { when: formatSince(usedAt, today, t) }),
    usedFrom,
    t("api-tokens.since", { when: formatSince(createdAt, today, t) }),
    expiresAt === null && t("api-tokens.for-ever"),
    expiresAt !== null &&
      !isOver &&
      t("api-tokens.until", { when: formatUntil(expiresAt, today, t) }),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <KeyRound size={20} className="shrink-0 text-ink-faint" aria-hidden />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate text-[0.9375rem] font-semibold">
          <bdi>{name}</bdi>{" "}
          <code dir="ltr" className="font-mono text-[0.8125rem] font-normal text-ink-faint">
            {hint}…
          </code>
        </p>
        <p className="text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">
          {t("api-tokens.opens", { scopes: scopes.map((scope) => t(scopeTexts[scope].label)) })}
        </p>
        <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          {isOver && <strong className="text-danger-text">{t("api-tokens.over")} · </strong>}
          {facts.filter(Boolean).join(" · ")}
        </p>
      </div>
      <Button size="small" aria-label={t("api-tokens.revoke-one", { name })} onClick={onRevoke}>
        {t("api-tokens.revoke.action")}
      </Button>
    </li>
  );
}
