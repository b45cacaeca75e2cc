import type { ChangePeople } from "@roost/protocol/people.ts";
import type { User } from "@roost/protocol/user.ts";
import { ApiError } from "@roost/sdk";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords, wordsFor } from "../session/in-words.ts";
import { ResultsDialog } from "./results-dialog.tsx";

/** Whom something is done to, and what is to be done behind it. */
export interface Targets {
  people: readonly User[];
  onChanged: () => void;
}

/** What is done, without to whom. */
type WithoutPeople<Wish> = Wish extends unknown ? Omit<Wish, "userIds"> : never;
type Wish = WithoutPeople<ChangePeople>;

/** So many are changed by one request. */
const atOnce = 100;

/**
 * Does something to people. Says when it is done; where it is not for some of several, opens what became of it for each.
 * Throws what keeps it from the only one.
 */
export function useChange({ people, onChanged }: Targets) {
  const t = useText();
  const { administration } = useAdministrator();
  const openDialog = useDialog();
  return async (wish: Wish, done: string): Promise<void> => {
    const results = [];
    for (let from = 0; from < people.length; from += atOnce) {
      const userIds = people.slice(from, from + atOnce).map(({ id }) => id);
      const body = { ...wish, userIds } as ChangePeople;
      results.push(...(await inWords(t, () => administration.changePeople(body))));
    }
    const [only] = results;
    if (people.length === 1 && only?.problem) {
      throw new ApiError({ ...only.problem, status: 409, detail: wordsFor(only.problem, t) });
    }
    onChanged();
    if (results.every(({ problem }) => problem === null)) return showToast(done);
    const problems = new Map(
      results.map(({ userId, problem }) => [userId, problem && wordsFor(problem, t)]),
    );
    openDialog((close) => <ResultsDialog targets={people} problems={problems} onClose={close} />);
  };
}
