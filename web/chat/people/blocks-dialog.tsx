import type { User } from "@roost/protocol/user.ts";
import type { Roost } from "@roost/sdk";
import { useMemo, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { usePages } from "../controls/use-pages.ts";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { PeopleList } from "../person/people-list.tsx";
import { PersonLine } from "../person/person-line.tsx";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { unblock } from "./unblock.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    blocks: object;
  }
}

/** Whom I have blocked, to end that. */
export default function Blocks({ onClose }: DialogProps<"blocks">) {
  const t = useText();
  const roost = useRoost();
  const blocked = useObservable(roost.blocked);
  // One that comes in on another device is fetched; one that ends is left out.
  const newest = [...blocked.keys()][0] ?? "";
  const fetchPage = useMemo(() => pageOfBlocks(roost), [roost]);
  const pages = usePages(newest, fetchPage);
  const users = pages.rows.filter(({ id }) => blocked.has(id));
  return (
    <Modal title={t("people.blocks.title")} onClose={onClose}>
      <p className="px-5 pt-1 text-sm text-pretty text-ink-soft">{t("people.blocks.text")}</p>
      <PeopleList
        label={t("people.blocks.title")}
        pages={pages}
        nobody={users.length === 0 ? t("people.blocks.none") : null}
        className="pt-2 pb-4"
      >
        {users.map((user) => (
          <Blocked key={user.id} user={user} />
        ))}
      </PeopleList>
    </Modal>
  );
}

function Blocked({ user }: { user: User }) {
  const t = useText();
  const roost = useRoost();
  const [busy, setBusy] = useState(false);
  async function end() {
    setBusy(true);
    await unblock(roost, user.id);
    setBusy(false);
  }
  return (
    <li className="flex min-h-13 items-center gap-3 px-2 py-1">
      <PersonLine user={user} />
      <Button
        size="small"
        busy={busy}
        aria-label={t("people.unblock.one", { name: user.displayName })}
        onClick={end}
      >
        {t("people.unblock")}
      </Button>
    </li>
  );
}

const pageOfBlocks = (roost: Roost) => async (_: string, cursor: string | null) => {
  const page = await roost.api.blocks(cursor === null ? {} : { cursor });
  return { rows: page.users, nextCursor: page.nextCursor };
};
