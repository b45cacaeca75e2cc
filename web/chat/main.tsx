import { Accounts } from "@roost/sdk";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Session } from "./session/session.ts";
import { followVisibleHeight } from "./shell/visible-height.ts";
import "./styles.css";
import { followTheme } from "./theme/theme.ts";

followTheme();
followVisibleHeight();

const url = location.origin;
const session = new Session(new Accounts({ url }), url);
session.check();
const root = document.getElementById("app");
if (root === null) throw new Error("The page has no place for the client.");
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
