import { useEffect } from "react";
import { useRoute } from "wouter";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** Puts the unread count into the page's title, and a dot on its icon. */
export function useTitleBadge() {
  const rooms = useObservable(useRoost().rooms);
  const [, params] = useRoute("/rooms/:id/:number?");
  const unread = rooms.reduce((sum, room) => sum + room.unread, 0);
  const name = rooms.find((room) => room.id === params?.id)?.name;

  useEffect(() => {
    const count = unread === 0 ? "" : `(${unread > 99 ? "99+" : unread}) `;
    document.title = `${count}${name === undefined ? "" : `${name} · `}Roost`;
  }, [unread, name]);

  const any = unread > 0;
  useEffect(() => {
    setIcon(any ? "/favicon-unread.svg" : "/favicon.svg");
  }, [any]);

  useEffect(
    () => () => {
      document.title = "Roost";
      setIcon("/favicon.svg");
    },
    [],
  );
}

function setIcon(href: string) {
  document.querySelector<HTMLLinkElement>("link[rel=icon]")?.setAttribute("href", href);
}
