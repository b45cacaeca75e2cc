/** Who may sign up: the one list of the ways. Whoever has an invite may in all of them but the last. */
export const registrationModes = ["open", "domain", "approval", "invite", "closed"] as const;
export type RegistrationMode = (typeof registrationModes)[number];
