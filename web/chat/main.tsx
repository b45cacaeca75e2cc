import { Accounts } from "@roost/sdk";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { SleepingBird } from "./art/sleeping-bird.tsx";
import { keepKeysOfInputMethods } from "./controls/input-method.ts";
import { followLanguage } from "./language/language.ts";
import { Region } from "./loading/region.tsx";
import { Session } from "./session/session.ts";
import { followVisibleHeight } from "./shell/visible-height.ts";
import "./styles.css";
import { keepOutWhatCannotBeSent } from "./fields/keep-out.ts";
import { followTheme } from "./theme/theme.ts";

keepKeysOfInputMethods();
followTheme();
followVisibleHeight();
keepOutWhatCannotBeSent();

const url = location.origin;
const accounts = new Accounts({
  url,
  // Mails are in the language of the page.
  fetch: (input, init) =>
    fetch(input, {
      ...init,
      headers: { ...init?.headers, "accept-language": document.documentElement.lang },
    }),
});
const session = new Session(accounts, url);
session.check();
const element = document.getElementById("app");
if (element === null) throw new Error("The page has no place for the client.");
const root = createRoot(element);
root.render(<SleepingBird />);
// The server is asked meanwhile who is signed in.
followLanguage().then(() =>
  root.render(
    <StrictMode>
      <Region className="h-dvh">
        <App session={session} />
      </Region>
    </StrictMode>,
  ),
);
