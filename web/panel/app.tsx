import { NetworkError } from "@roost/sdk";
import { useEffect, useSyncExternalStore } from "react";
import { Router } from "wouter";
import { SleepingBird } from "../chat/art/sleeping-bird.tsx";
import { useText } from "../chat/language/language.ts";
import { describeTrouble } from "../chat/session/trouble.ts";
import { FullPage } from "../chat/shell/full-page.tsx";
import { Frame } from "./frame/frame.tsx";
import { AdministratorContext } from "./session/administrator.ts";
import { PanelSession } from "./session/visit.ts";

const session = new PanelSession(location.origin);
session.check();

/** The whole administration, as the session says. */
export default function App() {
  const t = useText();
  const visit = useSyncExternalStore(session.subscribe, session.get);
  switch (visit.state) {
    case "checking":
      return <Waiting />;
    case "unreachable":
      return (
        <FullPage
          title={t("app.unreachable.title")}
          action={t("controls.try-again")}
          onAction={() => session.check()}
        >
          {visit.error instanceof NetworkError
            ? t("app.unreachable.text")
            : describeTrouble(visit.error, t)}
        </FullPage>
      );
    case "signed-out":
      return <ToSignIn />;
    case "denied":
      return (
        <FullPage
          title={t("panel.denied.title")}
          action={t("panel.back")}
          onAction={() => location.assign("/")}
        >
          {t("panel.denied.text")}
        </FullPage>
      );
    case "in":
      return (
        <AdministratorContext value={visit.administrator}>
          <Router base="/admin">
            <Frame />
          </Router>
        </AdministratorContext>
      );
  }
}

/** The door is a page of the client, which leads back here. */
function ToSignIn() {
  useEffect(() => {
    const here = location.pathname + location.search;
    location.replace(`/sign-in?next=${encodeURIComponent(here)}`);
  }, []);
  return <Waiting />;
}

function Waiting() {
  const t = useText();
  return (
    <div role="status" aria-label={t("app.loading")}>
      <SleepingBird />
    </div>
  );
}
