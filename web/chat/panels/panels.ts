import type { RoomView } from "@roost/sdk";
import { type ComponentType, createContext, type RefObject, useContext } from "react";

/**
 * The panels that a room can have beside its messages, each with what its address says beside its name.
 * A panel enters itself, as a dialog does: the panel NAME is the default export of a file
 * `NAME-panel.tsx`, which declares NAME here, shows a `PanelFrame`, and is opened by `useOpenPanel`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by each panel.
export interface Panels {}

export type PanelName = keyof Panels;

/** What every panel is given. */
export interface PanelProps {
  room: RoomView;
  /** What the address says beside the name of the panel; null where it says nothing. */
  detail: string | null;
}

const widths: Readonly<Record<string, string>> = {
  members: "w-68",
  thread: "w-[clamp(20rem,42%,30rem)]",
};

/** The class that makes a panel as wide as it is beside the messages, also while its code is on its way. */
export const panelWidth = (name: string) => widths[name] ?? "w-[clamp(17rem,32%,24rem)]";

/** How the open panel stands, and what it can do. */
export interface PanelPlace {
  name: string;
  /** It is a page of its own, over the messages. */
  isPage: boolean;
  /** It was opened by somebody who is here, so it takes the focus. */
  takesFocus: boolean;
  close: () => void;
  /** The address of a message of the room; the panel stays where it does not cover the messages. */
  pathTo: (number: number) => string;
  /** Shows the messages of a thread, to read them and to answer. */
  Thread: ComponentType<ThreadProps>;
}

export interface ThreadProps {
  room: RoomView;
  /** The number of its root. */
  root: number;
  /** The message to show in it; null for none. */
  target: number | null;
  /** The field to write into. */
  field: RefObject<HTMLTextAreaElement | null>;
}

export const PanelContext = createContext<PanelPlace | null>(null);

export function usePanelPlace(): PanelPlace {
  const place = useContext(PanelContext);
  if (place === null) throw new Error("Panels are shown beside a room only.");
  return place;
}

/** Whether a panel covers the messages, so that nobody sees them. */
export const CoveredContext = createContext(false);
