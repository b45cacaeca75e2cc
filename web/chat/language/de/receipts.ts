import type { receipts as English } from "../en/receipts.ts";
import type { Translation } from "../message.ts";

export const receipts: Translation<typeof English> = {
  "receipts.sent": "Gesendet",
  "receipts.delivered": "Zugestellt",
  "receipts.read": "Gelesen",
  "receipts.read-by-some": {
    one: "Von {count} der {of} gelesen",
    other: "Von {count} der {of} gelesen",
  },
  "receipts.readers": "Gelesen von",
};
