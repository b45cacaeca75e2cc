import { readings } from "@roost/markdown/mentions.ts";
import { createContext, use } from "react";
import { Words } from "../words/words.tsx";

/** Whom a name in a message mentions: as they are called now, and whether I am meant. */
export interface MentionTarget {
  label: string;
  isMine: boolean;
}

/** Knows whom the message around it mentions, by user name; null for nobody. */
export const MentionsContext = createContext<(name: string) => MentionTarget | null>(() => null);

/** `@name` in a message: whom it mentions, or what was typed where that is nobody. */
export function Mention({ name }: { name: string }) {
  const find = use(MentionsContext);
  for (const reading of readings(name)) {
    const target = find(reading);
    if (target === null) continue;
    return (
      <>
        <span className={target.isMine ? "mention mine" : "mention"} title={`@${reading}`}>
          @<Words>{target.label}</Words>
        </span>
        {name.slice(reading.length)}
      </>
    );
  }
  return `@${name}`;
}
