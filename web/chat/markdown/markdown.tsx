import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { Fragment, memo, type ReactNode } from "react";
import { Link } from "wouter";
import { formatFull } from "../time/format.ts";
import { CodeBlock } from "./code-block.tsx";
import { isOnlyEmoji } from "./only-emoji.ts";
import { parseMarkdown } from "./parse.ts";
import { pathInRoost, safeLink } from "./safe-link.ts";

/** Deeper than people nest; what is deeper is shown as its text. */
const MAX_DEPTH = 24;
/** Bodies that were rendered last, so that scrolling back parses nothing again. */
const MAX_REMEMBERED = 400;

const remembered = new Map<string, ReactNode>();

export interface MarkdownProps {
  body: string;
  /** When it was changed last, for the mark behind the text. */
  editedAt?: string | null;
}

/** A message body as React elements. No HTML string is made anywhere on the way. */
export const Markdown = memo(function Markdown({ body, editedAt = null }: MarkdownProps) {
  return (
    <div className="markdown">
      {renderRemembered(body)}
      {editedAt !== null && (
        <span className="edited" title={`Edited ${formatFull(editedAt)}`}>
          edited
        </span>
      )}
    </div>
  );
});

function renderRemembered(body: string): ReactNode {
  let rendered = remembered.get(body);
  if (rendered === undefined) rendered = renderMarkdown(body);
  else remembered.delete(body);
  remembered.set(body, rendered);
  if (remembered.size > MAX_REMEMBERED) {
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest);
      break;
    }
  }
  return rendered;
}

export function renderMarkdown(body: string): ReactNode {
  if (isOnlyEmoji(body)) return <p className="only-emoji">{body}</p>;
  return renderAll(parseMarkdown(body).children, 0);
}

function renderAll(nodes: readonly (RootContent | PhrasingContent)[], depth: number): ReactNode {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a parsed body never changes its order.
    <Fragment key={index}>{renderNode(node, depth)}</Fragment>
  ));
}

function renderNode(node: Nodes, depth: number): ReactNode {
  if (depth > MAX_DEPTH) return textOf(node);
  const inside = () => ("children" in node ? renderAll(node.children, depth + 1) : null);
  switch (node.type) {
    case "text":
      return withBreaks(node.value);
    case "paragraph":
      return <p>{inside()}</p>;
    case "strong":
      return <strong>{inside()}</strong>;
    case "emphasis":
      return <em>{inside()}</em>;
    case "delete":
      return <del>{inside()}</del>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return <CodeBlock code={node.value} />;
    case "break":
      return <br />;
    case "blockquote":
      return <blockquote>{inside()}</blockquote>;
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{inside()}</ol> : <ul>{inside()}</ul>;
    case "listItem":
      return <li>{inside()}</li>;
    case "heading":
      return <p className={node.depth < 3 ? "heading large" : "heading"}>{inside()}</p>;
    case "thematicBreak":
      return <hr />;
    case "link":
      return <MessageLink address={node.url}>{inside()}</MessageLink>;
    case "image":
      return <MessageLink address={node.url}>{node.alt || node.url}</MessageLink>;
    default:
      return textOf(node);
  }
}

function MessageLink({ address, children }: { address: string; children: ReactNode }) {
  const href = safeLink(address);
  if (href === null) return <>{children}</>;
  const path = pathInRoost(href);
  if (path !== null) return <Link href={path}>{children}</Link>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
      {children}
    </a>
  );
}

/** Line ends inside of a paragraph are kept: in a chat they are meant. */
function withBreaks(text: string): ReactNode {
  if (!text.includes("\n")) return text;
  return text.split("\n").map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never change their order.
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

/** The text of a node, without recursion, so that no depth is too deep. */
function textOf(node: Nodes): string {
  const parts: string[] = [];
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ("value" in next) parts.push(next.value);
    if ("children" in next) waiting.push(...[...next.children].reverse());
  }
  return parts.join("");
}
