const onlyEmoji = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** One to three emoji and nothing else: they are shown large. */
export function isOnlyEmoji(body: string): boolean {
  return body.length <= 60 && onlyEmoji.test(body);
}
