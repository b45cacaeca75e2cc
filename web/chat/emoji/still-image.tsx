import { useState } from "react";
import type { EmojiImageProps } from "./custom-emoji.tsx";

/** High enough for the largest that a message shows, on a fine screen. */
const MOST_PIXELS = 192;

/** By their address, as they were drawn. */
const stills = new Map<string, string>();

/**
 * An image that holds still: its first frame. It is drawn from the image itself, which is not to be seen while
 * that is fetched.
 */
export default function StillImage({ src, alt, className, ...rest }: EmojiImageProps) {
  const [settled, setSettled] = useState("");
  const still = stills.get(src);
  if (still !== undefined) return <img {...rest} src={still} alt={alt} className={className} />;
  const isBroken = settled === src;
  return (
    <img
      // An image that was there before tells of it only as a new one.
      key={src}
      {...rest}
      src={src}
      alt={alt}
      className={isBroken ? className : `${className} invisible`}
      onLoad={({ currentTarget }) => {
        stills.set(src, firstFrame(currentTarget));
        setSettled(src);
      }}
      // Its words are shown.
      onError={() => setSettled(src)}
    />
  );
}

/** Of what moves, a canvas is given the frame that stands for all of it. */
function firstFrame(image: HTMLImageElement): string {
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, MOST_PIXELS / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL();
}
