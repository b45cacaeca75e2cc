import type { ComponentType } from "react";
import type { DialogProps, DialogState } from "../dialogs/dialogs.ts";
import { part } from "../loading/part.tsx";

/** Whatever names itself a dialog. Each is loaded on demand. */
const files = import.meta.glob<{ default: ComponentType<DialogProps<DialogState["name"]>> }>(
  "../*/*-dialog.tsx",
);
const dialogs = new Map(
  Object.entries(files).map(([file, load]) => [
    file.replace(/^.*\/|-dialog\.tsx$/g, ""),
    part(load),
  ]),
);

/** The dialog that is open. */
export default function OpenedDialog(props: DialogProps<DialogState["name"]>) {
  const { name } = props.dialog;
  const Dialog = dialogs.get(name);
  if (Dialog === undefined) throw new Error(`No file ${name}-dialog.tsx shows the dialog ${name}.`);
  return <Dialog {...props} />;
}
