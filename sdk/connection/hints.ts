/**
 * Calls back when the browser suggests that the connection should be looked at: the network came
 * or went, or the page is looked at again. Does nothing outside a browser. Returns the function
 * that ends it.
 */
export function watchHints(onHint: () => void): () => void {
  if (typeof window === "undefined" || typeof document === "undefined") return () => {};
  const onVisible = () => {
    if (document.visibilityState === "visible") onHint();
  };
  window.addEventListener("online", onHint);
  window.addEventListener("offline", onHint);
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    window.removeEventListener("online", onHint);
    window.removeEventListener("offline", onHint);
    document.removeEventListener("visibilitychange", onVisible);
  };
}
