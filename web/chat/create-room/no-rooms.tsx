import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";

/** What stands beside the list of somebody who is in no room. */
export default function NoRooms() {
  const t = useText();
  const openDialog = useOpenDialog();
  return (
    <div className="flex h-full">
      <EmptyPerch
        title={t("create-room.none.title")}
        asleep
        actions={
          <>
            <Button look="primary" onClick={() => openDialog({ name: "create-room" })}>
              {t("create-room.none.create")}
            </Button>
            <LinkButton href="/browse">{t("create-room.none.browse")}</LinkButton>
          </>
        }
      >
        {t("create-room.none.text")}
      </EmptyPerch>
    </div>
  );
}
