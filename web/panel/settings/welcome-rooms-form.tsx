import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { useState } from "react";
import { useText } from "../../chat/language/language.ts";
import { type ChosenRoom, RoomsField } from "../room-choice/rooms-field.tsx";
import { SettingForm, type SettingFormProps } from "./setting-form.tsx";

interface WelcomeRoomsFormProps extends Pick<SettingFormProps, "settings" | "onSaved"> {
  /** Those of them that I can see. */
  rooms: readonly ChosenRoom[];
}

/** The rooms that everybody is taken into. Those of others that I cannot see stay. */
export function WelcomeRoomsForm({ rooms, ...form }: WelcomeRoomsFormProps) {
  const t = useText();
  const ids = form.settings.welcomeRooms.value;
  const [chosen, setChosen] = useState<readonly ChosenRoom[]>(() =>
    rooms.filter(({ id }) => ids.includes(id)),
  );
  const seen = new Set(rooms.map(({ id }) => id));
  const hidden = ids.filter((id) => !seen.has(id) && !chosen.some((room) => room.id === id));
  const wanted = [...hidden, ...chosen.map(({ id }) => id)];
  const isSame = wanted.length === ids.length && wanted.every((id) => ids.includes(id));
  return (
    <SettingForm
      {...form}
      names={["welcomeRooms"]}
      title={t("panel.settings.rooms")}
      about={t("panel.settings.rooms.about")}
      patch={isSame ? null : { welcomeRooms: wanted }}
    >
      <RoomsField
        label={t("panel.settings.rooms.label")}
        hint={
          hidden.length === 0
            ? t("panel.settings.rooms.hint")
            : t("panel.settings.rooms.hidden", { count: hidden.length })
        }
        max={admissionLimits.welcomeRooms - hidden.length}
        chosen={chosen}
        onChoose={setChosen}
      />
    </SettingForm>
  );
}
