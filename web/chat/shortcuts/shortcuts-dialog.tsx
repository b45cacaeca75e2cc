import { Modal } from "../controls/modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import type { FixedKey, Text } from "../language/text.tsx";
import { altKey, modKey } from "./keys.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    shortcuts: object;
  }
}

export default function Shortcuts({ onClose }: DialogProps<"shortcuts">) {
  const t = useText();
  return (
    <Modal title={t("shortcuts.title")} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls. */}
      <div tabIndex={0} className="overflow-y-auto px-5 pt-2 pb-6 outline-offset-[-2px]">
        {groupsOf(t).map(({ title, rows }) => (
          <section key={title} className="mt-3">
            <h3 className="pb-1 text-xs font-semibold tracking-wide text-ink-faint">{t(title)}</h3>
            <dl>
              {rows.map(([keys, meaning]) => (
                <div
                  key={meaning}
                  className="flex items-center justify-between gap-4 border-b border-line py-2 text-[0.9375rem] last:border-0"
                >
                  <dt>{t(meaning)}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <kbd
                        key={key}
                        className="grid h-6 min-w-6 place-items-center rounded-md bg-sunken px-1.5 font-sans text-xs font-semibold text-ink-soft shadow-low"
                      >
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

interface Group {
  title: FixedKey;
  rows: [keys: string[], meaning: FixedKey][];
}

function groupsOf(t: Text): Group[] {
  return [
    {
      title: "shortcuts.everywhere",
      rows: [
        [[modKey(t), "K"], "shortcuts.jump"],
        [[altKey, "↑"], "shortcuts.previous-room"],
        [[altKey, "↓"], "shortcuts.next-room"],
        [[altKey, t("shortcuts.key.shift"), "↑ ↓"], "shortcuts.next-unread"],
        [[t("shortcuts.key.shift"), "Esc"], "shortcuts.all-read"],
        [[modKey(t), t("shortcuts.key.shift"), "↑ ↓"], "shortcuts.move-in-list"],
        [[modKey(t), ","], "shortcuts.settings"],
        [["F8"], "shortcuts.to-undo"],
        [["?"], "shortcuts.this-sheet"],
        [["Esc"], "shortcuts.close"],
      ],
    },
    {
      title: "shortcuts.writing",
      rows: [
        [["Enter"], "shortcuts.send"],
        [[t("shortcuts.key.shift"), "Enter"], "shortcuts.new-line"],
        [["↑"], "shortcuts.edit-last"],
        [[modKey(t), "Z"], "shortcuts.take-back"],
        [[modKey(t), "B"], "shortcuts.bold"],
        [[modKey(t), "I"], "shortcuts.italic"],
        [[modKey(t), "K"], "shortcuts.link"],
        [[modKey(t), t("shortcuts.key.shift"), "X"], "shortcuts.strike"],
        [[modKey(t), t("shortcuts.key.shift"), "C"], "shortcuts.code"],
        [[modKey(t), altKey, t("shortcuts.key.shift"), "C"], "shortcuts.code-block"],
        [[modKey(t), t("shortcuts.key.shift"), "7 8 9"], "shortcuts.lists"],
        [[modKey(t), t("shortcuts.key.shift"), "V"], "shortcuts.paste-plain"],
      ],
    },
    {
      title: "shortcuts.on-message",
      rows: [
        [["↑", "↓"], "shortcuts.move"],
        [["Q"], "shortcuts.reply"],
        [["T"], "shortcuts.thread"],
        [["S"], "shortcuts.save"],
        [["I"], "shortcuts.pin"],
        [["F"], "shortcuts.forward"],
        [["U"], "shortcuts.mark-unread"],
        [["B"], "shortcuts.readers"],
        [["P"], "shortcuts.profile"],
        [["!"], "shortcuts.report"],
        [["C"], "shortcuts.copy-text"],
        [["L"], "shortcuts.copy-link"],
        [["E"], "shortcuts.edit"],
        [[t("shortcuts.key.delete")], "shortcuts.delete"],
        [["Esc"], "shortcuts.back"],
      ],
    },
  ];
}
