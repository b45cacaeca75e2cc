import { Check, CircleAlert } from "lucide-react";
import { classNames } from "../../chat/controls/class-names.ts";
import { Modal } from "../../chat/controls/modal.tsx";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";

/** Somebody or something that something was done to. */
interface Target {
  id: string;
  displayName: string;
}

interface ResultsDialogProps {
  targets: readonly Target[];
  /** Why it was not done, by their ids; null where it was. */
  problems: ReadonlyMap<string, string | null>;
  /** What they are. */
  of?: "person" | "tokens";
  onClose: () => void;
}

/** What became of something that was done to several, for each; first for whom it was not done. */
export function ResultsDialog(props: ResultsDialogProps) {
  const { targets, problems, of = "person", onClose } = props;
  const t = useText();
  const problemOf = ({ id }: Target) => problems.get(id) ?? null;
  const failed = targets.filter((target) => problemOf(target) !== null);
  const done = targets.filter((target) => problemOf(target) === null);
  return (
    <Modal
      title={t(`panel.${of}.results.failed`, { count: failed.length })}
      {...(done.length > 0 && {
        description: t(`panel.${of}.results.done`, { count: done.length }),
      })}
      onClose={onClose}
    >
      <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto px-5 pt-2 pb-5">
        {[...failed, ...done].map((target) => {
          const problem = problemOf(target);
          const Icon = problem === null ? Check : CircleAlert;
          return (
            <li key={target.id} className="flex items-start gap-2.5 py-2.5 text-[0.9375rem]">
              <Icon
                size={17}
                aria-hidden
                className={classNames(
                  "mt-0.5 shrink-0",
                  problem === null ? "text-accent-text" : "text-danger-text",
                )}
              />
              <span className="min-w-0">
                <Words className="font-semibold">{target.displayName}</Words>
                {problem !== null && (
                  <span className="block text-sm text-danger-text">{problem}</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
