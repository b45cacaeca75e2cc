import { ArrowLeft, X } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { classNames } from "../controls/class-names.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { useText } from "../language/language.ts";
import { panelWidth, usePanelPlace } from "./panels.ts";

export interface PanelFrameProps {
  title: string;
  /** Beside the title, smaller. */
  about?: ReactNode;
  /** What gets the focus at first, instead of the panel as a whole. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** What stands beside the messages of a room; where there is no space for both, over them as a page. */
export function PanelFrame(props: PanelFrameProps) {
  const t = useText();
  const { title, about, initialFocus, children } = props;
  const { name, isPage, takesFocus, close } = usePanelPlace();
  const frame = useRef<HTMLElement>(null);
  const [arriving, setArriving] = useState(takesFocus);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened.
  useEffect(() => {
    setArriving(false);
    if (takesFocus) (initialFocus?.current ?? frame.current)?.focus({ preventScroll: true });
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    close();
  }

  return (
    <aside
      ref={frame}
      data-panel=""
      data-arriving={arriving || undefined}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={classNames(
        "flex flex-col bg-canvas outline-none",
        isPage
          ? "absolute inset-0 z-20 pt-[env(safe-area-inset-top)]"
          : classNames("h-full shrink-0 border-s border-line", panelWidth(name)),
      )}
    >
      <div
        className={classNames(
          "flex h-16 shrink-0 items-center gap-2",
          isPage ? "border-b border-line ps-1 pe-3" : "ps-5 pe-3",
        )}
      >
        {isPage && (
          <button
            type="button"
            aria-label={t("panels.back")}
            onClick={close}
            className="tap grid size-10 place-items-center rounded-lg text-ink-soft"
          >
            <ArrowLeft size={22} className="rtl:-scale-x-100" aria-hidden />
          </button>
        )}
        <h2
          className={classNames(
            "min-w-0 flex-1 truncate font-bold",
            isPage ? "text-[1.0625rem]" : "text-[0.9375rem]",
          )}
        >
          {title}
          {about !== undefined && (
            <span className="ms-1.5 font-normal text-ink-faint tabular-nums">{about}</span>
          )}
        </h2>
        {!isPage && <IconButton size="small" icon={X} label={t("panels.close")} onClick={close} />}
      </div>
      {children}
    </aside>
  );
}
