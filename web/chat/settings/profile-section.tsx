import type { Profile } from "@roost/protocol/user.ts";
import { useCallback, useEffect, useState } from "react";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { PictureRow } from "./picture-row.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { Section } from "./section.tsx";

/** What I say of myself to others. */
export function ProfileSection() {
  const t = useText();
  const { roost, me } = useSignedIn();
  const [profile, setProfile] = useState<Profile | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(() => {
    setError(null);
    roost.api.profile(me.id).then(setProfile, setError);
  }, [roost, me.id]);
  useEffect(load, [load]);

  return (
    <Section title={t("settings.profile")} about={t("settings.profile.about")}>
      <PictureRow />
      {error !== null && (
        <Notice>
          {describeTrouble(error, t)}{" "}
          <button type="button" className="font-semibold underline" onClick={load}>
            {t("controls.try-again")}
          </button>
        </Notice>
      )}
      {profile === null && error === null && <Skeleton className="h-96 rounded-xl" />}
      {profile !== null && <ProfileForm profile={profile} />}
    </Section>
  );
}
