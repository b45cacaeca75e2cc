export const typing = {
  "typing.one": "{name} is typing…",
  "typing.two": "{name} and {other} are typing…",
  "typing.several": "Several people are typing…",
} as const;
