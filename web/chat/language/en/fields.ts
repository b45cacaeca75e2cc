export const fields = {
  "fields.no-files": "Files and pictures cannot be sent yet, only text",
  "fields.taken": {
    one: "Took out a character that cannot be sent: {characters}",
    other: "Took out {count} characters that cannot be sent: {characters}",
  },
  "fields.empty": "Write at least one visible character.",
  "fields.too-long": "At most {max} characters fit; shorten the text or send it in parts.",
  "fields.unsendable": "Remove characters that cannot be here: {characters}.",
  "fields.too-many-marks":
    "Remove accents: at most {max} marks fit on a letter, and none without one.",
  "fields.character.backspace": "backspace",
  "fields.character.tab": "tab",
  "fields.character.line-end": "line end",
  "fields.character.vertical-tab": "vertical tab",
  "fields.character.form-feed": "form feed",
  "fields.character.zero-width-space": "zero-width space",
  "fields.character.zero-width-non-joiner": "zero-width non-joiner",
  "fields.character.zero-width-joiner": "zero-width joiner",
} as const;
