export const receipts = {
  "receipts.sent": "Sent",
  "receipts.delivered": "Delivered",
  "receipts.read": "Read",
  "receipts.read-by-some": {
    one: "Read by {count} of {of}",
    other: "Read by {count} of {of}",
  },
  "receipts.readers": "Read by",
} as const;
