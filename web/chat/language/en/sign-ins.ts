export const signIns = {
  "sign-ins.title": "Sign-ins",
  "sign-ins.about": "Who signed in to your account, and who was kept out.",
  "sign-ins.none": "None that is kept.",
  "sign-ins.agent.browser-on-system": "{browser} on {system}",
  "sign-ins.agent.unknown": "Another program",
  "sign-ins.more": "Show older ones",
  "sign-ins.new": "New browser",
  "sign-ins.in.password": "Signed in with the password",
  "sign-ins.in.code": "Signed in with the password and a code",
  "sign-ins.in.passkey": "Signed in with a passkey",
  "sign-ins.in.provider": "Signed in with the identity provider",
  "sign-ins.in.sign-up": "Made the account",
  "sign-ins.wrong.password": { one: "A wrong password", other: "{count} wrong passwords" },
  "sign-ins.wrong.code": {
    one: "The right password, and a wrong code",
    other: "The right password, and {count} wrong codes",
  },
  "sign-ins.wrong.passkey": { one: "A wrong passkey", other: "{count} wrong passkeys" },
  "sign-ins.suspended": "Kept out while suspended",
  "sign-ins.unlock.offer":
    "If others guess at your password, <link>have a link mailed</link> that lets you try again.",
  "sign-ins.unlock": "Try again to sign in",
  "sign-ins.unlock.about":
    "Where somebody guesses at your password, the account takes one attempt a minute. A link in your mailbox lets you try again at once.",
  "sign-ins.unlock.send": "Send the link",
  "sign-ins.unlock.sent": "Look into your mailbox",
  "sign-ins.unlock.sent.text":
    "If “{login}” has an account here, a link is on its way. Open it in this browser.",
  "sign-ins.unlock.off": "This server sends no mails. Wait a minute before each attempt.",
  "sign-ins.unlock.confirm.about":
    "This browser may try again at once from now on, whoever else guesses at the password.",
  "sign-ins.unlock.confirm": "Let me try again",
} as const;
