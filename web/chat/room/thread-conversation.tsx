import { type ThreadProps, usePanelPlace } from "../panels/panels.ts";
import { Conversation } from "./conversation.tsx";

/** The messages of a thread, in its panel, and the composer under them. */
export function ThreadConversation({ root, ...rest }: ThreadProps) {
  const { pathTo } = usePanelPlace();
  return <Conversation {...rest} thread={root} pathTo={pathTo} openThread={null} />;
}
