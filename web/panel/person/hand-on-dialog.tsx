import type { User } from "@roost/protocol/user.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

/** Makes somebody else the owner of the server. The page begins anew then, as one of an administrator. */
export default function HandOnDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useText();
  const { administration } = useAdministrator();
  const [password, setPassword] = useState("");
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (password === "") {
      setMissing(true);
      return field.current?.focus();
    }
    await inWords(t, () => administration.handOn(person.id, password));
    location.reload();
  });
  return (
    <FormModal
      title={t("panel.person.hand-on.title", { name: person.displayName })}
      description={t("panel.person.hand-on.text")}
      action={t("panel.person.hand-on")}
      busy={busy}
      initialFocus={field}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        ref={field}
        type="password"
        autoComplete="current-password"
        label={t("panel.person.hand-on.password")}
        value={password}
        error={isMissing ? t("panel.person.hand-on.password.empty") : null}
        onChange={(event) => {
          setPassword(event.target.value);
          setMissing(false);
        }}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
