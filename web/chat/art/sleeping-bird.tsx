import { Bird } from "./bird.tsx";

/** A page that is about to come. Without words: at first their language is not there either. */
export function SleepingBird() {
  return (
    <div className="grid h-dvh place-items-center">
      <Bird className="size-14 animate-[breathe_1.6s_ease-in-out_infinite]" asleep />
    </div>
  );
}
