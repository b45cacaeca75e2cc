import { Button } from "../controls/button.tsx";
import { copyText } from "../controls/copy-text.ts";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import { Entrance } from "../entrance/entrance.tsx";
import { useText } from "../language/language.ts";

/** The link with which the first people come. */
export function InviteStep({ link, onDone }: { link: string; onDone: () => void }) {
  const t = useText();

  async function copy() {
    showToast(t((await copyText(link)) ? "set-up.copied" : "set-up.copy-failed"));
  }

  return (
    <Entrance title={t("set-up.done")} text={t("set-up.done.about")}>
      <div className="flex flex-col gap-4">
        <TextField
          label={t("set-up.link")}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <Button className="h-11" onClick={copy}>
          {t("set-up.copy")}
        </Button>
        <Button look="primary" className="h-11" autoFocus onClick={onDone}>
          {t("set-up.go-in")}
        </Button>
      </div>
    </Entrance>
  );
}
