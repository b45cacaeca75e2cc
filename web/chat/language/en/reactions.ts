export const reactions = {
  "reactions.label": "Reactions",
  "reactions.add": "React",
  "reactions.count": { one: "{emoji}, one person", other: "{emoji}, {count} people" },
  "reactions.people": "{people} reacted with {emoji}",
  "reactions.you": "You",
  "reactions.others": { one: "one more", other: "{count} more" },
  "reactions.failed": "Your reaction was not saved. {reason}",
  "reactions.with": "React with {emoji}",
  "reactions.more": "Other emoji",
} as const;
