export const markdown = {
  "markdown.copy-code": "Copy the code",
  "markdown.copied": "Copied",
  "markdown.edited": "edited",
  "markdown.edited-at": "Edited {when}",
  "markdown.spoiler": "spoiler",
  "markdown.spoiler.show": "Spoiler: show it",
} as const;
