import { useState } from "react";

const KEY = "roost.members-panel";

/** Whether the members stand beside the messages while no other panel does. Kept in this browser. */
export function useMembersBeside(): [boolean, (beside: boolean) => void] {
  const [beside, setBeside] = useState(() => localStorage.getItem(KEY) !== "closed");
  function change(next: boolean) {
    localStorage.setItem(KEY, next ? "open" : "closed");
    setBeside(next);
  }
  return [beside, change];
}
