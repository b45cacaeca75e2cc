import { limits } from "@roost/protocol/limits.ts";
import {
  checkBody,
  checkLine,
  countCharacters,
  normalizeBody,
  normalizeLine,
} from "@roost/protocol/text.ts";
import type { PatchProfile, Profile } from "@roost/protocol/user.ts";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { TextArea } from "../controls/text-area.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

type Values = Record<"displayName" | "pronouns" | "about" | "timeZone", string>;
type Problems = Partial<Record<keyof Values | "other", string>>;

const zones = Intl.supportedValuesOf("timeZone");

/** What I say of myself, to be changed. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const t = useText();
  const roost = useRoost();
  const [values, setValues] = useState<Values>({
    displayName: profile.displayName,
    pronouns: profile.pronouns ?? "",
    about: profile.about ?? "",
    timeZone: profile.timeZone ?? "",
  });
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const set = (field: keyof Values) => (value: string) =>
    setValues((all) => ({ ...all, [field]: value }));

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const clean = cleaned(values);
    const found = problemsOf(clean, t);
    flushSync(() => setProblems(found));
    if (Object.keys(found).length > 0) {
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
      return;
    }
    setBusy(true);
    try {
      await roost.api.setProfile(patchOf(clean));
      // It is done, whether this page can be told of another name now or only when it connects again.
      await roost.api.me().catch(() => {});
      showToast(t("settings.profile.saved"));
    } catch (refused) {
      setProblems({ other: describeTrouble(refused, t) });
    }
    setBusy(false);
  }

  return (
    <form onSubmit={save} noValidate className="flex max-w-md flex-col gap-5">
      <TextField
        label={t("account.name")}
        autoComplete="name"
        value={values.displayName}
        error={problems.displayName ?? null}
        onChange={(event) => set("displayName")(event.target.value)}
      />
      <TextField
        label={t("settings.profile.pronouns")}
        placeholder={t("settings.profile.pronouns.example")}
        autoComplete="off"
        value={values.pronouns}
        error={problems.pronouns ?? null}
        onChange={(event) => set("pronouns")(event.target.value)}
      />
      <TextArea
        label={t("settings.profile.words")}
        hint={t("settings.profile.words.hint", { limit: limits.aboutCharacters })}
        value={values.about}
        error={problems.about ?? null}
        onChange={(event) => set("about")(event.target.value)}
      />
      <SelectField
        label={t("settings.profile.time-zone")}
        hint={t("settings.profile.time-zone.hint")}
        value={values.timeZone}
        onChoose={set("timeZone")}
      >
        <option value="">{t("settings.profile.time-zone.none")}</option>
        {[here, ...zones.filter((zone) => zone !== here)].map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      {problems.other !== undefined && <Notice>{problems.other}</Notice>}
      <div>
        <Button look="primary" type="submit" busy={busy}>
          {t("controls.save")}
        </Button>
      </div>
    </form>
  );
}

function cleaned({ displayName, pronouns, about, timeZone }: Values): Values {
  return {
    displayName: normalizeLine(displayName),
    pronouns: normalizeLine(pronouns),
    about: normalizeBody(about),
    timeZone,
  };
}

function problemsOf({ displayName, pronouns, about }: Values, t: Text): Problems {
  const { displayNameCharacters, pronounsCharacters, aboutCharacters } = limits;
  const found: Problems = {};
  const name = checkLine(displayName, displayNameCharacters);
  if (name) found.displayName = describeProblem(name, t);
  const spoken = pronouns === "" ? null : checkLine(pronouns, pronounsCharacters);
  if (spoken) found.pronouns = describeProblem(spoken, t);
  const words = about === "" ? null : checkBody(about);
  if (words) found.about = describeProblem(words, t);
  else if (countCharacters(about, aboutCharacters) > aboutCharacters) {
    found.about = t("settings.profile.words.hint", { limit: aboutCharacters });
  }
  return found;
}

function patchOf({ displayName, pronouns, about, timeZone }: Values): PatchProfile {
  return {
    displayName,
    pronouns: pronouns || null,
    about: about || null,
    timeZone: timeZone || null,
  };
}
