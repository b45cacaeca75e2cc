/**
 * Some phones lay their keyboard over the page instead of making it smaller. Keeps the height that
 * is really visible in `--visible-height`, so that the composer stays over the keyboard.
 */
export function followVisibleHeight() {
  const viewport = window.visualViewport;
  if (viewport === null) return;
  const root = document.documentElement;
  function follow() {
    if (viewport === null) return;
    const covered = window.innerHeight - viewport.height * viewport.scale > 80;
    if (covered && viewport.scale === 1) {
      root.style.setProperty("--visible-height", `${viewport.height}px`);
      window.scrollTo(0, 0);
    } else {
      root.style.removeProperty("--visible-height");
    }
  }
  viewport.addEventListener("resize", follow);
}
