import { Confirm } from "../controls/confirm.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

export default function SignOut({ onClose }: DialogProps<"sign-out">) {
  const { session, roost } = useSignedIn();
  const waiting = useObservable(roost.rooms).reduce((sum, room) => sum + room.pendingCount, 0);
  return (
    <Confirm
      title="Sign out?"
      action="Sign out"
      onConfirm={() => session.signOut()}
      onClose={onClose}
    >
      {waiting === 0
        ? "Drafts stay in this browser until you sign in again."
        : `${waiting === 1 ? "One message is" : `${waiting} messages are`} not sent yet. They stay in this browser and go out when you sign in again.`}
    </Confirm>
  );
}
