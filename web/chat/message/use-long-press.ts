import {
  type MouseEvent,
  type PointerEvent,
  type TouchEvent,
  useCallback,
  useEffect,
  useRef,
} from "react";

const PRESS_MS = 450;
const SLACK_PX = 10;

/** Handlers that notice a finger which rests on an element. A finger that moves is scrolling. */
export function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const pressed = useRef(false);
  const cancel = useCallback(() => clearTimeout(timer.current), []);
  useEffect(() => cancel, [cancel]);
  return {
    onPointerDown(event: PointerEvent) {
      pressed.current = false;
      if (event.pointerType !== "touch") return;
      start.current = { x: event.clientX, y: event.clientY };
      cancel();
      timer.current = setTimeout(() => {
        pressed.current = true;
        onLongPress();
      }, PRESS_MS);
    },
    onPointerMove(event: PointerEvent) {
      const { x, y } = start.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > SLACK_PX) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    /** The finger that lifts must not press what has appeared under it. */
    onTouchEnd(event: TouchEvent) {
      if (pressed.current && event.cancelable) event.preventDefault();
    },
    onContextMenu(event: MouseEvent) {
      if (pressed.current) event.preventDefault();
    },
  };
}
