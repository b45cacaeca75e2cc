import { type ComponentProps, type KeyboardEvent, type RefObject, Suspense, useState } from "react";
import { useCompletion } from "../completion/use-completion.tsx";
import { useBar } from "../formatting/use-bar.ts";
import { useFormatting } from "../formatting/use-formatting.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { GrowingTextarea } from "./growing-textarea.tsx";

const FormattingBar = part(() => import("../formatting/formatting-bar.tsx"));
const Preview = part(() => import("../formatting/preview.tsx"));

export interface MarkdownFieldProps
  extends Omit<ComponentProps<typeof GrowingTextarea>, "ref" | "onChange" | "onKeyDown"> {
  roomId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (text: string) => void;
  /** For keys that are none of the field's own. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/**
 * A field for a message, in an element that is placed: it completes names and emoji, knows the keys of
 * formats, and has a bar above it where that is shown.
 */
export function MarkdownField(props: MarkdownFieldProps) {
  const { roomId, field, value, onChange, onKeyDown, className, ...rest } = props;
  const completion = useCompletion(roomId, field);
  const formatting = useFormatting(field);
  const [hasBar] = useBar();
  const [isPreview, setPreview] = useState(false);
  /** With the text sent, and with the bar gone, it is written again. */
  const isShown = hasBar && isPreview && value !== "";

  return (
    <div className={className}>
      {completion.list}
      {hasBar && (
        <div className="-ms-1.5 mb-1 h-8">
          <Region of={`${hasBar}`} className="h-8">
            <Suspense>
              <FormattingBar
                onFormat={formatting.format}
                isPreview={isShown}
                onPreview={setPreview}
              />
            </Suspense>
          </Region>
        </div>
      )}
      {isShown && (
        <Region>
          <Suspense>
            <Preview text={value} />
          </Suspense>
        </Region>
      )}
      <GrowingTextarea
        {...rest}
        {...completion.fieldProps}
        {...formatting.fieldProps}
        ref={field}
        value={value}
        className={isShown ? "hidden" : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          completion.typed(event.nativeEvent);
        }}
        onKeyDown={(event) => {
          if (!completion.onKeyDown(event) && !formatting.onKeyDown(event)) onKeyDown(event);
        }}
      />
    </div>
  );
}
