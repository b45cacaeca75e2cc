import { Modal } from "../controls/modal.tsx";
import type { DialogProps } from "../shell/dialog-host.tsx";
import { altKey, modKey } from "./keys.ts";

const groups: { title: string; rows: [keys: string[], meaning: string][] }[] = [
  {
    title: "Everywhere",
    rows: [
      [[modKey, "K"], "Jump to a room or an action"],
      [[altKey, "↑"], "Previous room"],
      [[altKey, "↓"], "Next room"],
      [["?"], "This sheet"],
      [["Esc"], "Close, or leave the field"],
    ],
  },
  {
    title: "Writing",
    rows: [
      [["Enter"], "Send"],
      [["Shift", "Enter"], "New line"],
      [["↑"], "Edit my last message, in an empty field"],
    ],
  },
  {
    title: "On a message",
    rows: [
      [["↑", "↓"], "Move between messages"],
      [["C"], "Copy its text"],
      [["L"], "Copy its link"],
      [["E"], "Edit mine"],
      [["Del"], "Delete mine"],
      [["Esc"], "Back to writing"],
    ],
  },
];

export default function Shortcuts({ onClose }: DialogProps<"shortcuts">) {
  return (
    <Modal title="Keyboard" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls. */}
      <div tabIndex={0} className="overflow-y-auto px-5 pt-2 pb-6 outline-offset-[-2px]">
        {groups.map(({ title, rows }) => (
          <section key={title} className="mt-3">
            <h3 className="pb-1 text-xs font-semibold tracking-wide text-ink-faint">{title}</h3>
            <dl>
              {rows.map(([keys, meaning]) => (
                <div
                  key={meaning}
                  className="flex items-center justify-between gap-4 border-b border-line py-2 text-[0.9375rem] last:border-0"
                >
                  <dt>{meaning}</dt>
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
