import type { MessageVersion } from "@roost/protocol/http.ts";
import { useCallback } from "react";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Notice } from "../controls/notice.tsx";
import { usePages } from "../controls/use-pages.ts";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatFull } from "../time/format.ts";
import { useDifferences } from "./use-differences.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    history: { messageId: string };
  }
}

/** What a message has said, the newest first, with the words that each edit took out and brought in. */
export default function History({ dialog, onClose }: DialogProps<"history">) {
  const t = useText();
  const roost = useRoost();
  const fetchPage = useCallback(
    async (id: string, cursor: string | null) => {
      const page = await roost.api.history(id, cursor === null ? {} : { cursor });
      return { rows: page.versions, nextCursor: page.nextCursor };
    },
    [roost],
  );
  const { rows, status, error, hasMore, loadMore, retry } = usePages(dialog.messageId, fetchPage);
  return (
    <Modal title={t("history.title")} height="tall" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls. */}
      <div tabIndex={0} className="overflow-y-auto px-5 pt-2 pb-5 outline-offset-[-2px]">
        {status === "error" && (
          <Notice>
            <p className="pb-2">{describeTrouble(error, t)}</p>
            <Button size="small" onClick={retry}>
              {t("controls.try-again")}
            </Button>
          </Notice>
        )}
        {status === "ready" && rows.length === 0 && (
          <p className="text-ink-soft">{t("message.deleted")}</p>
        )}
        <ol>
          {rows.map((version, index) => (
            <Version
              // biome-ignore lint/suspicious/noArrayIndexKey: what comes later comes behind them.
              key={index}
              version={version}
              before={rows[index + 1] ?? null}
              isFirst={index === rows.length - 1 && !hasMore}
              isNow={index === 0}
            />
          ))}
        </ol>
        {(hasMore || status === "loading") && (
          <MoreRows onReach={loadMore} loading={status === "loading"} />
        )}
      </div>
    </Modal>
  );
}

interface VersionProps {
  version: MessageVersion;
  /** The one before it, where that is known. */
  before: MessageVersion | null;
  isFirst: boolean;
  isNow: boolean;
}

function Version({ version, before, isFirst, isNow }: VersionProps) {
  const t = useText();
  const parts = useDifferences(before?.body ?? null, version.body);
  const when = formatFull(version.writtenAt, t);
  return (
    <li className="border-b border-line py-3 last:border-0">
      <p className="pb-1 text-xs text-ink-faint">
        <time dateTime={version.writtenAt}>
          {isFirst ? t("history.written", { when }) : t("history.edited", { when })}
        </time>
        {isNow && ` · ${t("history.now")}`}
      </p>
      <p
        dir="auto"
        className="text-[0.9375rem] wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]"
      >
        {parts.map((part, index) => {
          // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a version stay where they are.
          if (part.kind === "added") {
            return (
              <ins key={index} className="rounded-sm bg-selected decoration-1 underline-offset-2">
                {part.text}
              </ins>
            );
          }
          if (part.kind === "removed") {
            return (
              <del key={index} className="rounded-sm bg-danger-tint text-danger-text">
                {part.text}
              </del>
            );
          }
          return <span key={index}>{part.text}</span>;
          // biome-ignore-end lint/suspicious/noArrayIndexKey: the parts of a version stay where they are.
        })}
      </p>
    </li>
  );
}
