import type { typing as English } from "../en/typing.ts";
import type { Translation } from "../message.ts";

export const typing: Translation<typeof English> = {
  "typing.one": "{name} schreibt …",
  "typing.two": "{name} und {other} schreiben …",
  "typing.several": "Mehrere schreiben …",
};
