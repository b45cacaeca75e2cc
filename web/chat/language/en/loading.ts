export const loading = {
  "loading.unavailable.title": "This part could not be loaded",
  "loading.unavailable.text":
    "Check your connection. If Roost was just updated, reload the page. Drafts and unsent messages stay.",
  "loading.failed.title": "Something went wrong here",
  "loading.failed.text":
    "The rest of the page goes on. If it happens again, reload it: drafts and unsent messages stay.",
  "loading.reload-page": "Reload the page",
} as const;
