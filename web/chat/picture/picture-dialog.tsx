import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { type Crop, middle, squareIn } from "./crop.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    picture: {
      image: ImageBitmap;
      /** Keeps what was chosen. What it throws is told. */
      save: (picture: Blob) => Promise<void>;
    };
  }
}

/** Pixels of the sides of what is sent; the server makes it smaller. */
const side = 512;

const ranges = [
  ["zoom", 1, 4],
  ["x", 0, 1],
  ["y", 0, 1],
] as const satisfies readonly (readonly [keyof Crop, number, number])[];

interface PreviewProps {
  ref: RefObject<HTMLCanvasElement | null>;
  image: ImageBitmap;
  crop: Crop;
}

/** What is sent, as others will see it. Of its own, since it is there when the dialog is. */
function Preview({ ref, image, crop }: PreviewProps) {
  const t = useText();
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (!context) return;
    const { left, top, side: from } = squareIn(image, crop);
    context.clearRect(0, 0, side, side);
    context.drawImage(image, left, top, from, from, 0, 0, side, side);
  }, [ref, image, crop]);
  return (
    <canvas
      ref={ref}
      width={side}
      height={side}
      role="img"
      aria-label={t("settings.picture.preview")}
      className="h-40 w-[8.75rem] self-center rounded-[50%/60%_60%_40%_40%] object-cover"
    />
  );
}

/** Shows what others will see of an image, and has me choose which square of it. */
export default function PictureDialog({ dialog, onClose }: DialogProps<"picture">) {
  const { image } = dialog;
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const [crop, setCrop] = useState(middle);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const drawn = await new Promise<Blob | null>((resolve) =>
        canvas.current?.toBlob(resolve, "image/webp", 0.9),
      );
      if (drawn === null) throw new Error("The canvas gave no image");
      await dialog.save(drawn);
      showToast(t("settings.picture.saved"));
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }

  return (
    <FormModal
      title={t("settings.picture.title")}
      initialFocus={first}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <Preview ref={canvas} image={image} crop={crop} />
      {ranges.map(([name, min, max]) => (
        <label key={name} className="flex flex-col gap-1 text-[0.9375rem]">
          {t(`settings.picture.${name}`)}
          <input
            ref={name === "zoom" ? first : null}
            type="range"
            min={min}
            max={max}
            step={(max - min) / 100}
            value={crop[name]}
            onChange={(event) => setCrop({ ...crop, [name]: event.target.valueAsNumber })}
            className="h-8 w-full accent-accent"
          />
        </label>
      ))}
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
