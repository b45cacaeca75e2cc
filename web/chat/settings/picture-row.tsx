import { type ChangeEvent, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { showToast } from "../controls/toast.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { Egg } from "../person/egg.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

/** The picture that others see of me, to be chosen and taken away. */
export function PictureRow() {
  const t = useText();
  const { roost, me } = useSignedIn();
  const openDialog = useOpenDialog();
  const input = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const field = event.currentTarget;
    const [file] = field.files ?? [];
    if (!file) return;
    setTrouble(null);
    try {
      openDialog({ name: "picture", image: await createImageBitmap(file), save });
    } catch {
      setTrouble(t("settings.picture.unreadable"));
    }
    // The same file again is another choice.
    field.value = "";
  }

  async function save(picture: Blob) {
    await roost.api.setPicture(picture);
    // It is done, whether this page can be told now or only when it connects again.
    await roost.api.me().catch(() => {});
  }

  async function remove() {
    setBusy(true);
    setTrouble(null);
    try {
      await roost.api.removePicture();
      await roost.api.me().catch(() => {});
      showToast(t("settings.picture.removed"));
    } catch (refused) {
      setTrouble(describeTrouble(refused, t));
    }
    setBusy(false);
  }

  return (
    <div className="mb-5 flex max-w-md flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Egg id={me.id} name={me.displayName} picture={me.picture} size="large" />
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          onChange={choose}
        />
        <Button size="small" onClick={() => input.current?.click()}>
          {t("settings.picture.choose")}
        </Button>
        {me.picture !== undefined && (
          <Button size="small" busy={busy} onClick={remove}>
            {t("settings.picture.remove")}
          </Button>
        )}
      </div>
      {trouble !== null && <Notice>{trouble}</Notice>}
    </div>
  );
}
