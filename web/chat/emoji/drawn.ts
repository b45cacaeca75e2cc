/**
 * Tells which emoji this device has a picture of. One that it does not know is drawn as several, or as
 * a box: in either case not as wide as one emoji.
 */
export function drawn(): (text: string) => boolean {
  const canvas = document.createElement("canvas").getContext("2d");
  if (canvas === null) return () => true;
  canvas.font = "16px sans-serif";
  const widthOf = (text: string) => canvas.measureText(text).width;
  const usual = widthOf("😀");
  return (text) => widthOf(text) < usual * 1.5;
}
