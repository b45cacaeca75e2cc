import { type ReactNode, useId } from "react";

/** The box of a task, which shows whether it is done but cannot be pressed, before its text. */
export function TaskBox({ done, children }: { done: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <input type="checkbox" checked={done} disabled readOnly aria-labelledby={id} />
      <div id={id}>{children}</div>
    </>
  );
}
