import { splitMentions } from "@roost/markdown/mentions.ts";
import { parseMarkdown } from "@roost/markdown/parse.ts";
import type { Block, Inline, List } from "@roost/markdown/tree.ts";
import { Fragment, memo, type ReactNode, use } from "react";
import { VisitLink } from "../controls/visit-link.tsx";
import { CustomEmojiContext, EmojiText, emojiInText } from "../emoji/custom-emoji.tsx";
import { useText } from "../language/language.ts";
import { formatFull } from "../time/format.ts";
import { CodeBlock } from "./code-block.tsx";
import { Mention, MentionsContext } from "./mention.tsx";
import { MessageTable } from "./message-table.tsx";
import { isOnlyEmoji } from "./only-emoji.ts";
import { pathInRoost } from "./path-in-roost.ts";
import { Spoiler } from "./spoiler.tsx";
import { TaskBox } from "./task-box.tsx";

/** Bodies that were rendered last, so that scrolling back parses nothing again. */
const MAX_REMEMBERED = 400;

const remembered = new Map<string, ReactNode>();

export interface MarkdownProps {
  body: string;
  /** When it was changed last, for the mark behind the text. */
  editedAt?: string | null;
  /** Shows what it said before. Without it the mark leads nowhere. */
  onHistory?: (() => void) | undefined;
}

/** A message body as React elements. No HTML string is made anywhere on the way. */
export const Markdown = memo(function Markdown({
  body,
  editedAt = null,
  onHistory,
}: MarkdownProps) {
  return (
    <div className="markdown">
      {renderRemembered(body)}
      {editedAt !== null && <EditedMark at={editedAt} onHistory={onHistory} />}
    </div>
  );
});

function EditedMark({ at, onHistory }: { at: string; onHistory: (() => void) | undefined }) {
  const t = useText();
  const title = t("markdown.edited-at", { when: formatFull(at, t) });
  const words = t("markdown.edited");
  return (
    <span className="edited" title={title}>
      {onHistory ? (
        <button type="button" aria-haspopup="dialog" onClick={onHistory}>
          {words}
        </button>
      ) : (
        words
      )}
    </span>
  );
}

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
  const blocks = inOrder(parseMarkdown(body), (block) => renderBlock(block, "auto"));
  if (body.search(emojiInText) < 0) return blocks;
  return <MaybeOnlyEmoji body={body}>{blocks}</MaybeOnlyEmoji>;
}

/** Whether a body is nothing but emoji depends on those that the server has now. */
function MaybeOnlyEmoji({ body, children }: { body: string; children: ReactNode }) {
  const known = use(CustomEmojiContext);
  const asOne = body.replaceAll(emojiInText, (typed, name) => (known.has(name) ? "🐦" : typed));
  return isOnlyEmoji(asOne) ? <p className="only-emoji">{renderText(body)}</p> : children;
}

function inOrder<Part>(
  parts: readonly Part[],
  render: (part: Part, index: number) => ReactNode,
): ReactNode {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a parsed body never changes its order.
    <Fragment key={index}>{render(part, index)}</Fragment>
  ));
}

/**
 * @param dir The outermost blocks find their direction in all of their text. What is inside has none of
 * its own, or it would not count for the block around it.
 */
function renderBlock(block: Block, dir?: "auto"): ReactNode {
  switch (block.type) {
    case "paragraph":
      return <p dir={dir}>{renderInlines(block.children)}</p>;
    case "heading":
      return (
        <p dir={dir} className={block.level < 3 ? "heading large" : "heading"}>
          {renderInlines(block.children)}
        </p>
      );
    case "quote":
      return <blockquote dir={dir}>{inOrder(block.children, renderInner)}</blockquote>;
    case "list":
      return renderList(block, dir);
    case "code":
      return <CodeBlock code={block.code} language={block.language} />;
    case "table":
      return <MessageTable dir={dir} table={block} renderCell={renderInlines} />;
    case "rule":
      return <hr />;
  }
}

const renderInner = (block: Block) => renderBlock(block);

/** Each number stands as it was typed, also out of order, and has the room that it needs. */
function renderList({ ordered, items }: List, dir: "auto" | undefined): ReactNode {
  const inside = inOrder(items, ({ marker, done, children }) => {
    const content =
      done === null ? (
        inOrder(children, renderInner)
      ) : (
        <TaskBox done={done}>{inOrder(children, renderInner)}</TaskBox>
      );
    if (!ordered) return <li className={done === null ? undefined : "task"}>{content}</li>;
    const number = Number.parseInt(marker, 10);
    const plain = marker === `${number}.`;
    return (
      <li value={number} style={plain ? undefined : { listStyleType: `"${marker} "` }}>
        {content}
      </li>
    );
  });
  if (!ordered) return <ul dir={dir}>{inside}</ul>;
  const widest = Math.max(...items.map(({ marker }) => marker.length));
  return (
    <ol dir={dir} style={widest > 2 ? { paddingInlineStart: `${widest + 0.6}ch` } : undefined}>
      {inside}
    </ol>
  );
}

function renderInlines(inlines: readonly Inline[]): ReactNode {
  return inOrder(inlines, renderInline);
}

function renderInline(inline: Inline): ReactNode {
  switch (inline.type) {
    case "text":
      return renderText(inline.text);
    case "break":
      return <br />;
    case "code":
      return <code>{inline.code}</code>;
    case "strong":
      return <strong>{renderInlines(inline.children)}</strong>;
    case "emphasis":
      return <em>{renderInlines(inline.children)}</em>;
    case "deleted":
      return <del>{renderInlines(inline.children)}</del>;
    case "spoiler":
      return <Spoiler>{renderInlines(inline.children)}</Spoiler>;
    case "link":
      return (
        <MessageLink href={inline.address}>
          <MentionsContext value={nobody}>{renderInlines(inline.children)}</MentionsContext>
        </MessageLink>
      );
  }
}

const nobody = () => null;

function renderText(text: string): ReactNode {
  if (!text.includes("@")) return renderEmoji(text);
  return inOrder(splitMentions(text), (part) =>
    part.name === undefined ? renderEmoji(part.text) : <Mention name={part.name} />,
  );
}

/** Nearly all texts have none. Every other part is what stands between colons. */
function renderEmoji(text: string): ReactNode {
  const parts = text.split(emojiInText);
  if (parts.length === 1) return text;
  return inOrder(parts, (part, index) =>
    index % 2 === 0 ? part : <EmojiText text={`:${part}:`} />,
  );
}

function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  const path = pathInRoost(href);
  if (path !== null) return <VisitLink href={path}>{children}</VisitLink>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
      {children}
    </a>
  );
}
