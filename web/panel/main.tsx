import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { SleepingBird } from "../chat/art/sleeping-bird.tsx";
import { keepKeysOfInputMethods } from "../chat/controls/input-method.ts";
import { keepOutWhatCannotBeSent } from "../chat/fields/keep-out.ts";
import { bringTexts, followLanguage } from "../chat/language/language.ts";
import { part } from "../chat/loading/part.tsx";
import { Region } from "../chat/loading/region.tsx";
import { followTheme } from "../chat/theme/theme.ts";
import { loadPanelTexts } from "./language/load.ts";
import "./styles.css";

keepKeysOfInputMethods();
followTheme();
keepOutWhatCannotBeSent();
bringTexts(loadPanelTexts);

const App = part(() => import("./app.tsx"));
const element = document.getElementById("app");
if (element === null) throw new Error("The page has no place for the administration.");
const root = createRoot(element);
root.render(<SleepingBird />);
followLanguage().then(() =>
  root.render(
    <StrictMode>
      <Region className="h-dvh">
        <Suspense fallback={<SleepingBird />}>
          <App />
        </Suspense>
      </Region>
    </StrictMode>,
  ),
);
