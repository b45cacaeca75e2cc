/** MNT-5. Of a row `m` of `members` and its room `r`: whether its person may mention everybody there. */
export const mayMentionAll = "(NOT r.guarded_mentions OR m.role <> 'member')";
