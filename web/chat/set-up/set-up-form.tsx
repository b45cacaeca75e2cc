import type { CreateRoom } from "@roost/protocol/http.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { PatchServerSettings, ServerSettingsState } from "@roost/protocol/server-settings.ts";
import { normalizeLine } from "@roost/protocol/text.ts";
import type { Accounts } from "@roost/sdk";
import { Admission } from "@roost/sdk/account.ts";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { Entrance } from "../entrance/entrance.tsx";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { inParts } from "./in-parts.ts";
import { RegistrationModes } from "./registration-modes.tsx";

export interface SetUpFormProps {
  accounts: Accounts;
  settings: ServerSettingsState;
  /** @param isInviting Whether people may come by links. */
  onSaved: (isInviting: boolean) => Promise<void> | void;
  onSkip: () => void;
}

/** What the environment of the server says is not asked. */
export function SetUpForm({ accounts, settings, onSaved, onSkip }: SetUpFormProps) {
  const t = useText();
  const isFree = (name: keyof ServerSettingsState) => settings[name].source !== "environment";
  const [serverName, setServerName] = useState("");
  const [mode, setMode] = useState(settings.registration.value);
  const [domains, setDomains] = useState(settings.allowedDomains.value.join(", "));
  const [rooms, setRooms] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<"save" | "skip" | null>(null);
  /** Those that an attempt before has made, by name: another attempt makes the others. */
  const made = useRef(new Map<string, string>());

  async function makeRooms(): Promise<string[]> {
    const ids: string[] = [];
    for (const name of new Set(inParts(rooms).map(normalizeLine))) {
      const id = made.current.get(name) ?? (await makeRoom(accounts, name));
      made.current.set(name, id);
      ids.push(id);
    }
    return ids;
  }

  async function attempt(kind: "save" | "skip", work: () => Promise<void>) {
    if (busy !== null) return;
    setBusy(kind);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
      setBusy(null);
    }
  }

  const save = () =>
    attempt("save", async () => {
      const patch: PatchServerSettings = {
        ...(serverName.trim() !== "" && isFree("serverName") && { serverName }),
        ...(isFree("registration") && { registration: mode }),
        ...(mode === "domain" && isFree("allowedDomains") && { allowedDomains: inParts(domains) }),
      };
      const welcomeRooms = [...settings.welcomeRooms.value, ...(await makeRooms())];
      await new Admission(accounts).setSettings({ ...patch, welcomeRooms, isSetUp: true });
      await onSaved(mode !== "closed");
    });

  const skip = () =>
    attempt("skip", async () => {
      await new Admission(accounts).setSettings({ isSetUp: true });
      onSkip();
    });

  function submit(event: FormEvent) {
    event.preventDefault();
    void save();
  }

  return (
    <Entrance title={t("set-up.title")} text={t("set-up.about")}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        {isFree("serverName") && (
          <TextField
            label={t("set-up.name")}
            autoFocus
            autoComplete="off"
            placeholder={settings.serverName.fallback}
            value={serverName}
            hint={t("set-up.name.hint")}
            onChange={(event) => setServerName(event.target.value)}
          />
        )}
        {isFree("registration") && (
          <RegistrationModes label={t("set-up.registration")} mode={mode} onMode={setMode} />
        )}
        {mode === "domain" && isFree("allowedDomains") && (
          <TextField
            label={t("set-up.domains")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={domains}
            hint={t("set-up.domains.hint")}
            onChange={(event) => setDomains(event.target.value)}
          />
        )}
        <TextField
          label={t("set-up.rooms")}
          autoComplete="off"
          value={rooms}
          hint={t("set-up.rooms.hint")}
          onChange={(event) => setRooms(event.target.value)}
        />
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        <div className="flex flex-col gap-1">
          <Button type="submit" look="primary" className="h-11" busy={busy === "save"}>
            {t("set-up.save")}
          </Button>
          <Button look="plain" className="h-11" busy={busy === "skip"} onClick={skip}>
            {t("set-up.skip")}
          </Button>
        </div>
      </form>
    </Entrance>
  );
}

async function makeRoom(accounts: Accounts, name: string): Promise<string> {
  const body: CreateRoom = { name, kind: "public" };
  return (await accounts.call<MyRoom>("POST", "/api/rooms", { body })).id;
}
