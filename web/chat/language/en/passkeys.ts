export const passkeys = {
  "passkeys.use": "Use a passkey",
  "passkeys.not-used":
    "No passkey was used. Try again, or sign in another way if you have none for this server.",
  "passkeys.not-accepted":
    "This passkey signs you in no more: it was removed, or may have been copied. Sign in another way.",
  "passkeys.over": "This took too long. Try again.",
  "passkeys.taken": "This device or key has a passkey of yours already.",
  "passkeys.not-here":
    "This browser makes and uses no passkeys here. It needs an address with HTTPS and a name, and a screen lock or a PIN.",
  "passkeys.add": "Add a passkey",
  "passkeys.add.about":
    "Your device or security key then signs you in, by fingerprint, face or PIN, in place of the password. Whoever signs in with your password needs it, too.",
  "passkeys.add.action": "Go on",
  "passkeys.added": "“{name}” signs you in from now on.",
  "passkeys.name": "Name",
  "passkeys.name.hint": "What you call it, so that you know it in the list.",
  "passkeys.name.empty": "Give it a name.",
  "passkeys.name.long": "Use at most {limit} characters.",
  "passkeys.name.characters": "Use letters, digits and spaces, without signs that nobody sees.",
  "passkeys.rename": "Rename the passkey",
  "passkeys.remove": "Remove “{name}”?",
  "passkeys.remove.about":
    "It signs you in no more. Delete it on your device or key, too: this page cannot do that.",
  "passkeys.remove.last":
    "It is the last one. The password alone is enough from then on, and your recovery codes work no more.",
  "passkeys.remove.action": "Remove",
  "passkeys.removed": "“{name}” is removed.",
  "passkeys.gone": "This passkey was removed already.",
  "passkeys.too-many": "You have {limit} passkeys. Remove one that you do not use any more.",
} as const;
