import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { buildOf, isNewer } from "./page-build.ts";

/** Says quietly that the server has a newer page than this one. Asked after each reconnection. */
export function UpdateBanner() {
  const t = useText();
  const roost = useRoost();
  const [updated, setUpdated] = useState(false);
  // Who reloads without a connection has no page at all.
  const live = useObservable(roost.status).state === "live";
  useEffect(() => {
    let wasAway = false;
    return roost.on("status", async ({ state }) => {
      if (state !== "live") {
        wasAway = true;
      } else if (wasAway) {
        wasAway = false;
        if (await isUpdated()) setUpdated(true);
      }
    });
  }, [roost]);
  return (
    <div role="status">
      {updated && live && (
        <div className="flex items-center justify-center gap-3 border-b border-line bg-sunken px-4 pt-[max(0.375rem,env(safe-area-inset-top))] pb-1.5 text-[0.8125rem] text-ink-soft">
          <span>{t("shell.updated")}</span>
          <button
            type="button"
            onClick={() => location.reload()}
            className="tap rounded px-1 font-semibold text-accent-text underline underline-offset-2"
          >
            {t("controls.reload")}
          </button>
          <button
            type="button"
            onClick={() => setUpdated(false)}
            className="tap rounded px-1 underline-offset-2 hover:underline"
          >
            {t("shell.later")}
          </button>
        </div>
      )}
    </div>
  );
}

async function isUpdated(): Promise<boolean> {
  try {
    const response = await fetch("/", { headers: { accept: "text/html" }, cache: "no-cache" });
    if (!response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return isNewer(buildOf(page), buildOf(document));
  } catch {
    // Away again; the next reconnection asks.
    return false;
  }
}
