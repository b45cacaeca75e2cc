import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { Trash2 } from "lucide-react";
import { use, useMemo, useRef, useState } from "react";
import { IconButton } from "../controls/icon-button.tsx";
import { Modal } from "../controls/modal.tsx";
import { SearchField } from "../controls/search-field.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useRoost } from "../session/session-context.ts";
import { formatDay } from "../time/format.ts";
import { AddForm } from "./add-form.tsx";
import { CustomEmojiContext, EmojiImage } from "./custom-emoji.tsx";
import { deleteEmoji } from "./delete-emoji.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "custom-emoji": object;
  }
}

/** With fewer, all are in sight. */
const SEARCHED_FROM = 9;

/** The emoji that were added to this server, to add another one, or to delete one. */
export default function CustomEmojiList({ onClose }: DialogProps<"custom-emoji">) {
  const t = useText();
  const roost = useRoost();
  const custom = use(CustomEmojiContext);
  const [query, setQuery] = useState("");
  const chooseButton = useRef<HTMLButtonElement>(null);
  const shown = useMemo(() => {
    const wanted = query.trim().toLowerCase().replaceAll(":", "");
    return [...custom.values()]
      .filter(({ name }) => name.includes(wanted))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }, [custom, query]);
  return (
    <Modal title={t("emoji.custom.title")} onClose={onClose} initialFocus={chooseButton}>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">
        <p className="text-sm text-pretty text-ink-soft">{t("emoji.custom.text")}</p>
        <AddForm chooseButton={chooseButton} add={(name, image) => roost.emoji.add(name, image)} />
        {custom.size >= SEARCHED_FROM && (
          <SearchField
            label={t("emoji.custom.search")}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="mt-5"
          />
        )}
        {custom.size > 0 && (
          <h3 className="mt-5 text-xs font-semibold text-ink-faint">
            {t("emoji.custom.count", { count: custom.size })}
          </h3>
        )}
        <ul aria-label={t("emoji.custom.title")} className="mt-1">
          {shown.map((emoji) => (
            <Row
              key={emoji.name}
              emoji={emoji}
              onDelete={(row) => {
                focusBeside(row, chooseButton.current);
                void deleteEmoji(roost, emoji);
              }}
            />
          ))}
        </ul>
        {custom.size > 0 && shown.length === 0 && (
          <p className="py-6 text-center text-sm text-ink-soft">{t("emoji.none")}</p>
        )}
      </div>
    </Modal>
  );
}

/** The focus would go with a row. On the next one's button, a second press would delete that, too. */
function focusBeside(row: Element, otherwise: HTMLElement | null) {
  const beside = row.nextElementSibling ?? row.previousElementSibling ?? otherwise;
  if (beside instanceof HTMLElement) beside.focus({ preventScroll: true });
}

interface RowProps {
  emoji: CustomEmoji;
  onDelete: (row: Element) => void;
}

function Row({ emoji, onDelete }: RowProps) {
  const t = useText();
  const by = useNameOf()(emoji.addedBy);
  const { name, addedAt } = emoji;
  return (
    <li
      tabIndex={-1}
      className="flex min-h-13 items-center gap-3 border-b border-line py-1 last:border-0 [contain-intrinsic-size:auto_3.25rem] [content-visibility:auto]"
    >
      <span
        aria-hidden
        className="grid w-10 shrink-0 place-items-center text-2xl leading-none [&_img]:max-w-full"
      >
        <EmojiImage emoji={emoji} />
      </span>
      <span className="min-w-0 flex-1">
        <span dir="ltr" className="block truncate text-[0.9375rem] font-semibold rtl:text-end">
          :{name}:
        </span>
        <span className="block truncate text-[0.8125rem] text-ink-faint">
          {t("emoji.custom.added", { name: by, when: formatDay(addedAt, new Date(), t) })}
        </span>
      </span>
      <IconButton
        icon={Trash2}
        label={t("emoji.custom.delete", { name: `:${name}:` })}
        onClick={({ currentTarget }) => {
          const row = currentTarget.closest("li");
          if (row) onDelete(row);
        }}
      />
    </li>
  );
}
