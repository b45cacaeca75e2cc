import type { Forwarded } from "@roost/protocol/forward.ts";
import type { SystemEvent } from "@roost/protocol/message.ts";
import type { OwnRow as WireRow } from "@roost/protocol/own.ts";
import { quoteOf } from "@roost/protocol/quote.ts";
import { hash } from "@roost/stage/random.ts";

/** What a row keeps, in words. */
export function textOf({ kind, value }: Pick<WireRow, "kind" | "value">): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value);
  if (kind === "scheduled" && "sendAt" in value) {
    return `${value.failure?.code ?? "waits"} ${value.body}`;
  }
  if (kind === "draft" && "body" in value) return value.body;
  return kind === "filed" && "section" in value ? value.section : "kept";
}

/** All of a message that people see, in one number. */
export function digestOf(message: {
  body: string;
  authorId: string | null;
  system: SystemEvent | null;
  replyTo?: number | null | undefined;
  mentions?: readonly string[] | null | undefined;
  pinnedBy?: string | null | undefined;
  threadNumber?: number | null | undefined;
  inRoom?: boolean | null | undefined;
  forwarded?: Forwarded | null | undefined;
  edited: boolean;
  deleted: boolean;
}): number {
  const { body, authorId, system, replyTo, mentions, pinnedBy, forwarded, edited, deleted } =
    message;
  const copy = forwarded ? `${forwarded.authorId} ${forwarded.body}` : "";
  const thread = message.threadNumber
    ? ` in ${message.threadNumber} ${message.inRoom ?? false}`
    : "";
  const told = system ? JSON.stringify(Object.entries(system).sort()) : "";
  return hash(
    `${authorId} ${edited} ${deleted} ${told} ${replyTo ?? ""} ${mentions ?? ""} ${pinnedBy ?? ""}${thread} ${copy} ${body}`,
  );
}

/** What people see of a message in the replies to it, in one number. */
export function quoteDigestOf(source: Parameters<typeof quoteOf>[0]): number {
  const { authorId, deletedAt, body } = quoteOf(source);
  return hash(`${authorId} ${deletedAt !== null} ${body}`);
}
