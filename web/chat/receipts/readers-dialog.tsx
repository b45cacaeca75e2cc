import type { Message } from "@roost/protocol/message.ts";
import type { User } from "@roost/protocol/user.ts";
import { useEffect, useState } from "react";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { Spinner } from "../controls/spinner.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { PersonLine } from "../person/person-line.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    readers: { message: Message };
  }
}

type Answer = { users: readonly User[] } | { error: unknown };

/** Who has read a message. */
export default function ReadersDialog({ dialog, onClose }: DialogProps<"readers">) {
  const t = useText();
  const { roost } = useSignedIn();
  const { id } = dialog.message;
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isOver = false;
    roost.api.readers(id).then(
      ({ users }) => !isOver && setAnswer({ users }),
      (error: unknown) => !isOver && setAnswer({ error }),
    );
    return () => {
      isOver = true;
    };
  }, [roost, id]);
  return (
    <Modal title={t("receipts.readers")} onClose={onClose}>
      <div className="min-h-24 px-5 pt-2 pb-5" aria-busy={answer === null}>
        {answer === null ? <Spinner /> : <Readers answer={answer} />}
      </div>
    </Modal>
  );
}

function Readers({ answer }: { answer: Answer }) {
  const t = useText();
  if ("error" in answer) return <Notice>{describeTrouble(answer.error, t)}</Notice>;
  if (answer.users.length === 0) return <p className="text-ink-soft">{t("history.nobody-read")}</p>;
  return (
    <ul className="flex flex-col gap-2.5">
      {answer.users.map((user) => (
        <li key={user.id} className="flex items-center gap-3">
          <PersonLine user={user} />
        </li>
      ))}
    </ul>
  );
}
