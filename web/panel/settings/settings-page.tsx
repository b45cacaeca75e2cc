import type { ServerSettingsState } from "@roost/protocol/server-settings.ts";
import { useCallback, useState } from "react";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Page } from "../list/page.tsx";
import { useFetched } from "../list/use-fetched.ts";
import type { ChosenRoom } from "../room-choice/rooms-field.tsx";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { MessagesForm } from "./messages-form.tsx";
import { NameForm } from "./name-form.tsx";
import { RegistrationForm } from "./registration-form.tsx";
import { WelcomeRoomsForm } from "./welcome-rooms-form.tsx";

/** How the server is run. What is changed holds at once, on all nodes. */
export default function SettingsPage() {
  const t = useText();
  const administrator = useAdministrator();
  const ask = useCallback(() => found(administrator), [administrator]);
  const { value, error, again } = useFetched(ask);
  /** As they are since something was changed here; null before. */
  const [changed, setChanged] = useState<ServerSettingsState | null>(null);
  const settings = changed ?? value?.settings;
  if (!value || !settings) {
    return (
      <Page title={t("panel.settings.title")} about={t("panel.settings.about")}>
        {error === null ? <Waiting /> : <Failed error={error} onAgain={again} />}
      </Page>
    );
  }
  const form = { settings, onSaved: setChanged };
  // Another value from the server has a form begin anew with it.
  const keyOf = (name: keyof ServerSettingsState) => JSON.stringify(settings[name]);
  return (
    <Page title={t("panel.settings.title")} about={t("panel.settings.about")}>
      <div className="mt-6">
        <NameForm key={`name ${keyOf("serverName")}`} {...form} />
        <RegistrationForm
          key={`registration ${keyOf("registration")} ${keyOf("allowedDomains")}`}
          {...form}
        />
        <MessagesForm
          key={`messages ${keyOf("deletedKeptDays")} ${keyOf("tellsInspections")}`}
          {...form}
        />
        <WelcomeRoomsForm key={`rooms ${keyOf("welcomeRooms")}`} rooms={value.rooms} {...form} />
      </div>
    </Page>
  );
}

/** The settings, and what those rooms are called that they name and I can see. */
async function found({ admission, administration }: Administrator) {
  const settings = await admission.settings();
  const rooms = await Promise.all(
    settings.welcomeRooms.value.map((id) =>
      administration.visibleRoom(id).then(
        ({ name }): ChosenRoom => ({ id, name }),
        () => null,
      ),
    ),
  );
  return { settings, rooms: rooms.filter((room) => room !== null) };
}

function Waiting() {
  const t = useText();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-6 flex flex-col gap-6">
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}

function Failed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useText();
  return (
    <div className="flex flex-1" role="alert">
      <EmptyPerch
        birds={0}
        title={t("panel.settings.failed")}
        actions={<Button onClick={onAgain}>{t("controls.try-again")}</Button>}
      >
        {describeTrouble(error, t)}
      </EmptyPerch>
    </div>
  );
}
