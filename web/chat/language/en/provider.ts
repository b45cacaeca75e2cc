export const provider = {
  "provider.go": "Continue with {provider}",
  "provider.trouble": "Signing in did not work",
  "provider.trouble.unreachable":
    "The service that signs you in cannot be reached now. Try again in a moment.",
  "provider.trouble.denied":
    "The service did not let you in, or you turned back. Try again, or ask whoever runs it whether you may use this server.",
  "provider.trouble.failed":
    "The answer of the service did not count. Try again; if it happens again, tell whoever runs this server.",
  "provider.trouble.over": "This took too long, or was begun in another browser. Try again.",
  "provider.trouble.email_missing":
    "The service told no e-mail address of yours, and an account here needs one. Ask whoever runs this server.",
  "provider.trouble.email_taken":
    "Your e-mail address has an account here already. Sign in to it as you did before, confirm the address, and link the account in the settings.",
  "provider.trouble.linked":
    "Another account here is linked to you there already, or yours to somebody else. Sign in with that one, or unlink it in the settings first.",
  "provider.trouble.suspended": "Your account here is suspended. Ask whoever runs this server.",
  "provider.trouble.other":
    "The server refused it ({code}). Try again, or tell whoever runs this server.",
  "provider.link": "Link with {provider}",
  "provider.link.about":
    "You go to {provider} now, and come back here. From then on it signs you in.",
  "provider.link.action": "Go there",
  "provider.unlink": "Unlink {provider}",
  "provider.unlink.about": "It signs you in here no more.",
  "provider.unlink.action": "Unlink",
  "provider.unlinked": "{provider} signs you in no more.",
  "provider.only-way": "It is your only way in. Add a passkey or set a password first.",
} as const;
