import { plainWords } from "./plain.ts";

export interface WordsProps {
  children: string;
  className?: string;
  title?: string | undefined;
}

/**
 * A person's words inside of ours: a name, a topic, the beginning of a message. They have their own
 * direction, and nothing in them moves what stands beside them.
 */
export function Words({ children, className, title }: WordsProps) {
  return (
    <bdi dir="auto" className={className} title={title}>
      {plainWords(children)}
    </bdi>
  );
}
