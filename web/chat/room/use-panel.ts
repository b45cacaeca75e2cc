import { useState } from "react";

const KEY = "roost.members-panel";

/** Whether the member list stands beside the messages. Kept in this browser. */
export function usePanel(): [boolean, () => void] {
  const [open, setOpen] = useState(() => localStorage.getItem(KEY) !== "closed");
  function toggle() {
    localStorage.setItem(KEY, open ? "closed" : "open");
    setOpen(!open);
  }
  return [open, toggle];
}
