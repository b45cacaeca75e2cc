/** What people do with their account. Apart from the rest, which each page needs at once. */

export { AccountChanges } from "./rest/account-changes.ts";
export { Administration } from "./rest/administration.ts";
export { Admission } from "./rest/admission.ts";
export { ApiTokens } from "./rest/api-tokens.ts";
export { Bots } from "./rest/bots.ts";
export { exportPath } from "./rest/export-path.ts";
export { Moderation } from "./rest/moderation.ts";
export { MyAccount } from "./rest/my-account.ts";
export { MyData } from "./rest/my-data.ts";
export { Passkeys } from "./rest/passkeys.ts";
export { Provider } from "./rest/provider.ts";
export { SecondFactor } from "./rest/second-factor.ts";
export { SignIns } from "./rest/sign-ins.ts";
