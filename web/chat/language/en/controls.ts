export const controls = {
  "controls.undo": "Undo",
  "controls.cancel": "Cancel",
  "controls.close": "Close",
  "controls.save": "Save",
  "controls.reload": "Reload",
  "controls.try-again": "Try again",
  "controls.copy-refused": "The browser did not allow to copy.",
  "controls.key.ctrl": "Ctrl",
} as const;
