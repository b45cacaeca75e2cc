import type { User } from "@roost/protocol/user.ts";
import { Check, CircleAlert } from "lucide-react";
import { classNames } from "../../chat/controls/class-names.ts";
import { Modal } from "../../chat/controls/modal.tsx";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";

interface ResultsDialogProps {
  people: readonly User[];
  /** Why it was not done, by the ids of people; null where it was. */
  problems: ReadonlyMap<string, string | null>;
  onClose: () => void;
}

/** What became of something that was done to several people, for each; first for whom it was not done. */
export function ResultsDialog({ people, problems, onClose }: ResultsDialogProps) {
  const t = useText();
  const problemOf = (user: User) => problems.get(user.id) ?? null;
  const failed = people.filter((user) => problemOf(user) !== null);
  const done = people.filter((user) => problemOf(user) === null);
  return (
    <Modal
      title={t("panel.person.results.failed", { count: failed.length })}
      {...(done.length > 0 && {
        description: t("panel.person.results.done", { count: done.length }),
      })}
      onClose={onClose}
    >
      <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto px-5 pt-2 pb-5">
        {[...failed, ...done].map((user) => {
          const problem = problemOf(user);
          const Icon = problem === null ? Check : CircleAlert;
          return (
            <li key={user.id} className="flex items-start gap-2.5 py-2.5 text-[0.9375rem]">
              <Icon
                size={17}
                aria-hidden
                className={classNames(
                  "mt-0.5 shrink-0",
                  problem === null ? "text-accent-text" : "text-danger-text",
                )}
              />
              <span className="min-w-0">
                <Words className="font-semibold">{user.displayName}</Words>
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
