import type { Me } from "@roost/protocol/user.ts";
import { Button } from "../controls/button.tsx";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { FullPage } from "../shell/full-page.tsx";

/** All tabs of a browser share one session. It belongs to another person now, so this tab stops. */
export default function OtherPersonPage(props: { was: Me; now: Me; session: Session }) {
  const t = useText();
  const { was, now, session } = props;
  const name = was.displayName;
  return (
    <FullPage
      title={t("other-person.title", { name: now.displayName })}
      action={t("other-person.go-on", { name: now.displayName })}
      onAction={() => session.check()}
      more={
        <Button onClick={() => session.showDoor()}>{t("other-person.sign-in", { name })}</Button>
      }
    >
      {t("other-person.text", { name })}
    </FullPage>
  );
}
