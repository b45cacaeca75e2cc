export const bot = {
  "panel.bot.back": "All bots",
  "panel.bot.failed": "This bot cannot be shown now",
  "panel.bot.gone": "There is no such bot",
  "panel.bot.gone.text": "It may have been deleted.",
  "panel.bot.works": "Not suspended",
  "panel.bot.tokens.about": "With one its program signs in. Each is shown once, when it is made.",
} as const;
