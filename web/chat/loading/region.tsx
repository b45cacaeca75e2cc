import { X } from "lucide-react";
import { Component, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { useText } from "../language/language.ts";
import { PartUnavailable } from "./part.tsx";

export interface RegionProps {
  children: ReactNode;
  /** Another one is another thing to show: a failure of the former is over. */
  of?: string;
  /** The space of a failure. Default: all that its place has. */
  className?: string;
  /** Another way out of a failure. */
  wayOut?: ReactNode;
  /** Lays the failure over the page, where a dialog would be, with a way to close it. */
  onClose?: () => void;
}

/** Keeps a failure inside of one region of the page, says it there, and offers a way out. */
export class Region extends Component<RegionProps, { error: unknown; of: string | undefined }> {
  override state = { error: null as unknown, of: this.props.of };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps(props: RegionProps, state: { of: string | undefined }) {
    return props.of === state.of ? null : { error: null, of: props.of };
  }

  override componentDidMount() {
    window.addEventListener("online", this.#onOnline);
  }

  override componentWillUnmount() {
    window.removeEventListener("online", this.#onOnline);
  }

  readonly #onOnline = () => {
    if (this.state.error instanceof PartUnavailable) this.#tryAgain();
  };

  override componentDidCatch(error: unknown) {
    if (error instanceof PartUnavailable) error.forget();
  }

  readonly #tryAgain = () => {
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const { onClose, className = "h-full min-h-0 flex-1", wayOut } = this.props;
    const unavailable = error instanceof PartUnavailable;
    if (onClose !== undefined) {
      return (
        <OverThePage unavailable={unavailable} onTryAgain={this.#tryAgain} onClose={onClose} />
      );
    }
    return (
      <div role="alert" className={classNames("flex overflow-y-auto", className)}>
        <Failure unavailable={unavailable} onTryAgain={this.#tryAgain} wayOut={wayOut} />
      </div>
    );
  }
}

interface FailureProps {
  unavailable: boolean;
  onTryAgain: () => void;
  wayOut?: ReactNode;
  /** See `EmptyPerch`. */
  id?: string;
}

function Failure({ unavailable, onTryAgain, wayOut, id }: FailureProps) {
  const t = useText();
  return (
    <EmptyPerch
      {...(id === undefined ? {} : { id })}
      birds={0}
      title={t(unavailable ? "loading.unavailable.title" : "loading.failed.title")}
      actions={
        <>
          <Button look="primary" onClick={onTryAgain}>
            {t("controls.try-again")}
          </Button>
          <Button onClick={() => location.reload()}>{t("loading.reload-page")}</Button>
          {wayOut}
        </>
      }
    >
      {t(unavailable ? "loading.unavailable.text" : "loading.failed.text")}
    </EmptyPerch>
  );
}

/**
 * A dialog of the browser, which keeps the focus inside and gives it back. None of the library: that may
 * be the very part that is missing.
 */
function OverThePage({ onClose, ...failure }: FailureProps & { onClose: () => void }) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      data-failure
      // A press beside its buttons leaves the focus in it.
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto max-h-[calc(100%-2rem)] w-[min(28rem,calc(100%-2rem))] overflow-y-auto rounded-2xl bg-raised text-ink shadow-pop outline-none backdrop:bg-veil"
    >
      <Failure {...failure} id={id} />
      <IconButton
        icon={X}
        label={t("controls.close")}
        onClick={onClose}
        className="absolute end-3 top-3"
      />
    </dialog>
  );
}
