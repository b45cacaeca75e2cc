/** Why somebody reports a message. */
export const reportReasons = ["spam", "abuse", "privacy", "other"] as const;
export type ReportReason = (typeof reportReasons)[number];
