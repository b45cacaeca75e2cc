import type { RoomView } from "@roost/sdk";
import { type ComponentType, Suspense, useLayoutEffect, useMemo, useRef } from "react";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { whatHasFocus } from "../controls/return-focus.ts";
import { KeyCatcher } from "../keys/key-catcher.tsx";
import { useText } from "../language/language.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { PanelContext, type PanelPlace, type PanelProps, panelWidth } from "../panels/panels.ts";
import type { PanelAddress } from "../panels/use-panel.ts";
import { ThreadConversation } from "./thread-conversation.tsx";

/** Whatever names itself a panel. Each is loaded on demand. */
const files = import.meta.glob<{ default: ComponentType<PanelProps> }>("../*/*-panel.tsx");
const panels = new Map(
  Object.entries(files).map(([file, load]) => [
    file.replace(/^.*\/|-panel\.tsx$/g, ""),
    part(load),
  ]),
);

/** An address may name what no panel is called. */
export const isPanel = (name: string) => panels.has(name);

export interface PanelHostProps extends Pick<PanelPlace, "isPage" | "close" | "pathTo"> {
  room: RoomView;
  panel: PanelAddress | null;
  /** It stands there by itself: nobody has opened it. */
  resting: boolean;
}

/** Shows the open panel of a room. One that is opened takes the focus, and gives it back. */
export function PanelHost({ room, panel, resting, isPage, close, pathTo }: PanelHostProps) {
  const t = useText();
  const opened = panel !== null && !resting;
  useReturnFocus(opened ? "opened" : panel === null ? "none" : "resting");
  const key = panel && `${room.id}/${panel.name}/${panel.detail ?? ""}`;
  /** The panel that came with the page: the composer has the focus then, where it can be seen. */
  const atFirst = useRef(key);
  if (key !== atFirst.current) atFirst.current = null;
  const takesFocus = opened && (isPage || key !== atFirst.current);
  const name = panel?.name ?? "";
  const place = useMemo(
    () => ({ name, isPage, takesFocus, close, pathTo, Thread: ThreadConversation }),
    [name, isPage, takesFocus, close, pathTo],
  );
  const Panel = panel && panels.get(panel.name);
  if (!panel || !key || !Panel) return null;
  const beside = classNames("h-full shrink-0 border-s border-line", panelWidth(name));
  return (
    <Region
      of={key}
      className={isPage ? "absolute inset-0 z-20 bg-canvas" : beside}
      wayOut={<Button onClick={close}>{t("panels.close")}</Button>}
    >
      <Suspense
        fallback={
          <>
            {takesFocus && <KeyCatcher key={key} into="[data-panel]" onGiveUp={close} />}
            {!isPage && <div className={beside} />}
          </>
        }
      >
        <PanelContext value={place}>
          <Panel key={key} room={room} detail={panel.detail} />
        </PanelContext>
      </Suspense>
    </Region>
  );
}

/** Gives the focus back to where it was before a panel was opened, once that is closed. */
function useReturnFocus(state: "none" | "resting" | "opened") {
  const origin = useRef<HTMLElement | null>(null);
  const before = useRef<typeof state | null>(null);
  // While drawing, since the catcher takes the focus before effects of this component run.
  if (state === "opened" && before.current !== "opened") origin.current = whatHasFocus();
  const isFirst = before.current === null;
  before.current = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it changes.
  useLayoutEffect(() => {
    if (isFirst || state === "opened" || document.activeElement !== document.body) return;
    const composer = document.querySelector<HTMLElement>("[data-composer]");
    (origin.current?.isConnected ? origin.current : composer)?.focus();
    origin.current = null;
  }, [state]);
}
