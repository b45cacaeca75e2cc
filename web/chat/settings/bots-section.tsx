import type { Bot, Bots as ListOfBots } from "@roost/protocol/bots.ts";
import { Bots } from "@roost/sdk/account.ts";
import { Ellipsis, KeyRound, Plus } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { ApiTokenList } from "../api-tokens/api-token-list.tsx";
import { BotMenu } from "../bots/bot-menu.tsx";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { PersonLine } from "../person/person-line.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Section } from "./section.tsx";

/** The bots of the server, each with its API tokens, for those who look after them. */
export function BotsSection() {
  const t = useText();
  const { accounts } = useSignedIn();
  const openDialog = useOpenDialog();
  const [list, setList] = useState<ListOfBots | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(() => {
    setError(null);
    new Bots(accounts).list().then(setList, setError);
  }, [accounts]);
  useEffect(load, [load]);

  const ownerOf = ({ ownerId }: Bot) =>
    list?.users.find(({ id }) => id === ownerId)?.displayName ?? null;
  return (
    <Section title={t("settings.bots")} about={t("settings.bots.about")}>
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
        {list?.bots.map((bot) => (
          <BotRow key={bot.id} bot={bot} owner={ownerOf(bot)} onChanged={load} />
        ))}
      </ul>
      {list !== null && (
        <div className="mt-3">
          <Button onClick={() => openDialog({ name: "create-bot", accounts, onChanged: load })}>
            <Plus size={16} aria-hidden />
            {t("bots.create")}
          </Button>
        </div>
      )}
    </Section>
  );
}

interface BotRowProps {
  bot: Bot;
  owner: string | null;
  onChanged: () => void;
}

function BotRow({ bot, owner, onChanged }: BotRowProps) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const openDialog = useOpenDialog();
  const [isOpen, setIsOpen] = useState(false);
  const source = useMemo(() => new Bots(accounts).tokensOf(bot.id), [accounts, bot.id]);
  const name = bot.displayName;
  const note = bot.suspension
    ? t("settings.bots.suspended")
    : owner && t("settings.bots.owner", { name: owner });
  return (
    <li className="py-3">
      <div className="flex items-center gap-3">
        <PersonLine user={bot} note={note} />
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-label={t("settings.bots.tokens-of", { name })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <KeyRound size={15} aria-hidden />
          {t("settings.bots.tokens")}
        </Button>
        <BotMenu
          {...{ bot, accounts, openDialog, onChanged }}
          trigger={<IconButton icon={Ellipsis} label={t("bots.actions", { name })} />}
        />
      </div>
      {isOpen && (
        <section aria-label={t("settings.bots.tokens-of", { name })} className="mt-2 ps-12">
          <ApiTokenList source={source} me={me} accounts={accounts} openDialog={openDialog} />
        </section>
      )}
    </li>
  );
}
