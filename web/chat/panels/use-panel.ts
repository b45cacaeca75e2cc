import { useCallback } from "react";
import { useLocation, useSearchParams } from "wouter";
import type { PanelName, Panels } from "./panels.ts";

const PARAMETER = "panel";

export interface PanelAddress {
  name: string;
  /** What stands beside the name. */
  detail: string | null;
}

/** What is kept in the history with an address; `opened` where Back closes the panel. */
interface HistoryState {
  opened?: boolean;
}

const state = (): HistoryState | null => history.state;

const isOpen = () => new URLSearchParams(location.search).has(PARAMETER);

/** `?panel=thread.12`: name and detail. */
const addressOf = (path: string, name: string, detail: string | number | null) =>
  `${path}?${PARAMETER}=${name}${detail === null ? "" : `.${detail}`}`;

/** The panel that the address names, and how to close it: Back does it too. */
export function usePanel() {
  const [path, navigate] = useLocation();
  const [search] = useSearchParams();
  const [name = "", ...rest] = (search.get(PARAMETER) ?? "").split(".");
  const detail = rest.length === 0 ? null : rest.join(".");
  const close = useCallback(() => {
    if (state()?.opened) history.back();
    else if (isOpen()) navigate(path, { replace: true, state: state() });
  }, [path, navigate]);
  const panel: PanelAddress | null = name === "" ? null : { name, detail };
  /** An address of the same room, with this panel. */
  const keep = useCallback(
    (path: string) => (name === "" ? path : addressOf(path, name, detail)),
    [name, detail],
  );
  return { panel, close, keep };
}

/** Opens a panel of the open room, in the place of the one that is open. */
export function useOpenPanel() {
  const [path, navigate] = useLocation();
  return useCallback(
    <Name extends PanelName>(name: Name, detail: Panels[Name]) => {
      const to = addressOf(path, name, detail);
      if (isOpen()) navigate(to, { replace: true, state: state() });
      else navigate(to, { state: { ...state(), opened: true } });
    },
    [path, navigate],
  );
}
