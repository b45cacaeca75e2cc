import type { Bot } from "@roost/protocol/bots.ts";
import { limits } from "@roost/protocol/limits.ts";
import {
  checkBody,
  checkLine,
  countCharacters,
  normalizeBody,
  normalizeLine,
} from "@roost/protocol/text.ts";
import { type Accounts, ApiError } from "@roost/sdk";
import { Bots } from "@roost/sdk/account.ts";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextArea } from "../controls/text-area.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { problemOfUsername } from "../entrance/account-rules.ts";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { describeTrouble } from "../session/trouble.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-bot": { bot: Bot; accounts: Accounts; onChanged: () => void };
  }
}

type Values = Record<"displayName" | "username" | "about", string>;
type Problems = Partial<Record<keyof Values | "other", string>>;

/** Changes what a bot is called, and says of itself. */
export default function ChangeBot({ dialog, onClose }: DialogProps<"change-bot">) {
  const t = useText();
  const { bot, accounts, onChanged } = dialog;
  const before = { displayName: bot.displayName, username: bot.username, about: bot.about ?? "" };
  const [values, setValues] = useState<Values>(before);
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const set = (name: keyof Values) => (event: { target: { value: string } }) =>
    setValues({ ...values, [name]: event.target.value });

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const show = (found: Problems) => {
      flushSync(() => setProblems(found));
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    const about = normalizeBody(values.about);
    const clean = { ...values, displayName: normalizeLine(values.displayName), about };
    const found = problemsOf(clean, before.username, t);
    if (Object.keys(found).length > 0) return show(found);
    setBusy(true);
    try {
      const username = clean.username === before.username ? {} : { username: clean.username };
      const patch = { displayName: clean.displayName, about: about || null, ...username };
      await new Bots(accounts).change(bot.id, patch);
      showToast(t("bots.changed"));
      onChanged();
      onClose();
    } catch (refused) {
      setBusy(false);
      show(refusalOf(refused, t));
    }
  }

  return (
    <FormModal
      title={t("bots.change.title", { name: bot.displayName })}
      initialFocus={field}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        ref={field}
        label={t("bots.display-name")}
        autoComplete="off"
        value={values.displayName}
        error={problems.displayName ?? null}
        onChange={set("displayName")}
      />
      <TextField
        label={t("bots.username")}
        hint={t("bots.username.hint")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={values.username}
        error={problems.username ?? null}
        onChange={set("username")}
      />
      <TextArea
        label={t("bots.about")}
        hint={t("settings.profile.words.hint", { limit: limits.aboutCharacters })}
        value={values.about}
        error={problems.about ?? null}
        onChange={set("about")}
      />
      {problems.other !== undefined && <Notice>{problems.other}</Notice>}
    </FormModal>
  );
}

/** A user name that stays is not looked at: it may be one that the rules of today forbid. */
function problemsOf({ displayName, username, about }: Values, former: string, t: Text): Problems {
  const { displayNameCharacters, aboutCharacters } = limits;
  const found: Problems = {};
  const name = checkLine(displayName, displayNameCharacters);
  if (name) found.displayName = describeProblem(name, t);
  const problem = username === former ? null : problemOfUsername(username, t);
  if (problem !== null) found.username = problem;
  const words = about === "" ? null : checkBody(about);
  if (words) found.about = describeProblem(words, t);
  else if (countCharacters(about, aboutCharacters) > aboutCharacters) {
    found.about = t("settings.profile.words.hint", { limit: aboutCharacters });
  }
  return found;
}

function refusalOf(refused: unknown, t: Text): Problems {
  const code = refused instanceof ApiError && refused.retryAfterMs === undefined && refused.code;
  if (code === "auth.username_taken") return { username: t("account.username.taken") };
  if (code === "auth.username_reserved") return { username: t("account.username.reserved") };
  if (code === "request.rate_limited") return { username: t("bots.username.too-soon") };
  return { other: describeTrouble(refused, t) };
}
