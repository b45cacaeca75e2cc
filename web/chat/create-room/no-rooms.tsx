import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useMay } from "../session/use-may.ts";

/** What stands beside the list of somebody who is in no room. */
export default function NoRooms() {
  const t = useText();
  const openDialog = useOpenDialog();
  const may = useMay();
  return (
    <div className="flex h-full">
      <EmptyPerch
        title={t("create-room.none.title")}
        asleep
        actions={
          <>
            {may("createRoom") && (
              <Button look="primary" onClick={() => openDialog({ name: "create-room" })}>
                {t("create-room.none.create")}
              </Button>
            )}
            {may("findRooms") && (
              <LinkButton href="/browse">{t("create-room.none.browse")}</LinkButton>
            )}
          </>
        }
      >
        {t(may("findRooms") ? "create-room.none.text" : "create-room.none.guest")}
      </EmptyPerch>
    </div>
  );
}
