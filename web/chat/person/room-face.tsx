import { NotebookPen } from "lucide-react";
import { classNames } from "../controls/class-names.ts";
import { useSignedIn } from "../session/session-context.ts";
import { Egg } from "./egg.tsx";
import { RoomLeaf, type RoomLeafProps } from "./room-leaf.tsx";
import { othersIn, type Titled, useTitle } from "./use-title.ts";

export interface RoomFaceProps {
  room: Titled;
  size?: "small" | "normal";
  className?: string;
}

const boxes = { small: "size-7", normal: "size-9" };

/** The picture of a room of mine: its leaf, or the people of a direct. Decorative. */
export function RoomFace({ room, size = "normal", className }: RoomFaceProps) {
  const { roost, me } = useSignedIn();
  const title = useTitle(room);
  if (room.kind !== "direct") {
    return <RoomLeaf id={room.id} name={room.name} {...sized(size, className)} />;
  }
  const [first, second] = othersIn(room, me.id);
  const egg = (userId: string, large: boolean, place = "") => (
    <Egg
      id={userId}
      name={roost.user(userId)?.displayName ?? ""}
      picture={roost.user(userId)?.picture}
      size={large ? size : "small"}
      className={place}
    />
  );
  return (
    <span
      aria-hidden
      title={title}
      className={classNames(
        "relative inline-grid shrink-0 place-items-center",
        boxes[size],
        className,
      )}
    >
      {first === undefined && (
        <NotebookPen size={size === "small" ? 17 : 20} className="text-ink-soft" />
      )}
      {first !== undefined && second === undefined && egg(first, true)}
      {first !== undefined && second !== undefined && (
        <>
          {egg(second, false, "absolute end-0 top-0 scale-85")}
          {egg(first, false, "absolute start-0 bottom-0 scale-85")}
        </>
      )}
    </span>
  );
}

function sized(size: RoomFaceProps["size"], className: string | undefined): Partial<RoomLeafProps> {
  return { ...(size && { size }), ...(className !== undefined && { className }) };
}
