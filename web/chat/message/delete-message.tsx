import { Confirm } from "../controls/confirm.tsx";
import { previewOf } from "../markdown/preview.ts";
import { useRoost } from "../session/session-context.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

export default function DeleteMessage({ dialog, onClose }: DialogProps<"delete-message">) {
  const roost = useRoost();
  const { message } = dialog;
  return (
    <Confirm
      title="Delete this message?"
      action="Delete"
      danger
      onConfirm={async () => {
        await roost.api.deleteMessage(message.id);
      }}
      onClose={onClose}
    >
      <p className="line-clamp-3 rounded-lg bg-sunken px-3 py-2 text-sm wrap-anywhere">
        {previewOf(message.body)}
      </p>
      <p className="mt-2">It goes for everybody, and cannot be brought back.</p>
    </Confirm>
  );
}
