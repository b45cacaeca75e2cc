import { describePlace } from "./describe-place.ts";
import { type MailLanguage, mailLanguages } from "./languages.ts";
import type { Letter } from "./mail.ts";

/** A mail as it goes out, for programs that show pages and for those that show text. */
export interface Message {
  subject: string;
  text: string;
  html: string;
}

/**
 * Writes a mail.
 *
 * @param server The server's name, as people know it from its address.
 */
export function renderMail(letter: Letter, language: MailLanguage, server: string): Message {
  const texts = mailLanguages[language];
  const { subject, text, action, note } = texts[letter.kind];
  const place = letter.from && describePlace(letter.from, texts, language);
  const values = {
    server,
    username: letter.username,
    reason: letter.reason ?? "",
    token: letter.token ?? "",
    until: dateIn(language, letter.until),
  };
  const fill = (words: string) =>
    words.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]);
  const button = action !== undefined && letter.link !== undefined;
  const parts = {
    greeting: fill(texts.greeting),
    text: fill(text),
    ...(place !== undefined && { detail: place }),
    ...(letter.reason !== undefined && { detail: fill(texts.reason) }),
    ...(button && { action: fill(action), link: letter.link, linkNote: texts.link }),
    note: fill(note),
    sender: fill(texts.sender),
  };
  return { subject: fill(subject), text: plainText(parts), html: page(parts, language) };
}

/** Of the world, since nobody has said where they are. */
function dateIn(language: MailLanguage, iso: string | undefined): string {
  if (iso === undefined) return "";
  const form = { dateStyle: "long", timeStyle: "short", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat(language, form).format(new Date(iso))} UTC`;
}

interface Parts {
  greeting: string;
  text: string;
  /** What sets this mail apart from others of its kind. */
  detail?: string;
  action?: string;
  link?: string;
  linkNote?: string;
  note: string;
  sender: string;
}

function plainText({ greeting, text, detail, action, link, note, sender }: Parts): string {
  const button = link === undefined ? [] : [`${action}:\n${link}`];
  const apart = detail === undefined ? [] : [detail];
  return `${[greeting, text, ...apart, ...button, note, `-- \n${sender}`].join("\n\n")}\n`;
}

/**
 * Programs differ in what of a page they show: this is one column, legible with none of its styles. Those that
 * know the dark theme take the colours below; others turn the light ones around by themselves.
 */
const styles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #14191c !important; }
  .card { background: #20272b !important; color: #e6ebec !important; }
  .soft { color: #a9b4b8 !important; }
  .button { background: #79c3cd !important; color: #10191c !important; }
  .link { color: #8fd0d9 !important; }
}`;

const font = "font-family: 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

function page(parts: Parts, language: MailLanguage): string {
  const { greeting, text, detail, action = "", link, linkNote = "", note, sender } = parts;
  const button =
    link === undefined
      ? ""
      : `
<p style="margin: 24px 0"><a class="button" href="${escapeHtml(link)}" style="display: inline-block; padding: 12px 22px; border-radius: 8px; background: #16687a; color: #ffffff; font-weight: 600; text-decoration: none">${escapeHtml(action)}</a></p>
<p class="soft" style="margin: 0 0 16px; color: #56646a; font-size: 14px">${escapeHtml(linkNote)}<br>
<a class="link" href="${escapeHtml(link)}" style="color: #16687a; word-break: break-all">${escapeHtml(link)}</a></p>`;
  const apart =
    detail === undefined ? "" : `\n<p style="margin: 0 0 16px">${escapeHtml(detail)}</p>`;
  return `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>${styles}
</style>
</head>
<body class="page" style="margin: 0; padding: 24px 12px; background: #eef4f5">
<div class="card" style="max-width: 480px; margin: 0 auto; padding: 28px; border-radius: 14px; background: #ffffff; color: #1d2a2f; ${font}; font-size: 16px; line-height: 1.5">
<p style="margin: 0 0 16px">${escapeHtml(greeting)}</p>
<p style="margin: 0 0 16px">${escapeHtml(text)}</p>${apart}${button}
<p class="soft" style="margin: 0; color: #56646a; font-size: 14px">${escapeHtml(note)}</p>
</div>
<p class="soft" style="max-width: 480px; margin: 16px auto 0; color: #56646a; ${font}; font-size: 13px; text-align: center">${escapeHtml(sender)}</p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
