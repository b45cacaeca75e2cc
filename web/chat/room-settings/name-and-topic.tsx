import { limits } from "@roost/protocol/limits.ts";
import { checkLine } from "@roost/protocol/text.ts";
import type { RefObject } from "react";
import { TextField } from "../controls/text-field.tsx";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";

export interface NameAndTopicProps {
  name: string;
  topic: string;
  nameField: RefObject<HTMLInputElement | null>;
  nameError: string | null;
  namePlaceholder?: string;
  topicHint: string;
  onName: (name: string) => void;
  onTopic: (topic: string) => void;
}

/** The two fields that a new room and a changed one have in common. */
export function NameAndTopic(props: NameAndTopicProps) {
  const t = useText();
  return (
    <>
      <TextField
        label={t("room-settings.name")}
        ref={props.nameField}
        autoComplete="off"
        value={props.name}
        error={props.nameError}
        placeholder={props.namePlaceholder}
        onChange={(event) => props.onName(event.target.value)}
      />
      <TextField
        label={t("room-settings.topic")}
        autoComplete="off"
        value={props.topic}
        hint={props.topicHint}
        onChange={(event) => props.onTopic(event.target.value)}
      />
    </>
  );
}

/** What is wrong with a room's normalized name, for the person who typed it; null if nothing is. */
export function problemOfName(line: string, t: Text): string | null {
  const problem = checkLine(line, limits.roomNameCharacters);
  if (problem === null) return null;
  return problem.code === "text.empty"
    ? t("room-settings.name-empty")
    : describeProblem(problem, t);
}
