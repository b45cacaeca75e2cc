import { useState } from "react";

const keyOf = (name: string) => `roost.collapsed.${name}`;

/** Whether a section of the list shows its heading alone. Kept in this browser. */
export function useCollapsed(name: string): [boolean, () => void] {
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(keyOf(name)) === "yes");
  function toggle() {
    if (collapsed) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), "yes");
    setCollapsed(!collapsed);
  }
  return [collapsed, toggle];
}
