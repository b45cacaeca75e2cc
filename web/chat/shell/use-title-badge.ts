import { useEffect } from "react";
import { useRoute } from "wouter";
import { attentionOf } from "../arrangement/attention.ts";
import { useTitleOf } from "../person/use-title.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { isolated } from "../words/plain.ts";

/** Puts the unread count into the page's title, and a dot on its icon. */
export function useTitleBadge() {
  const roost = useRoost();
  const rooms = useObservable(roost.rooms);
  const muted = useObservable(roost.list.muted);
  const [, params] = useRoute("/rooms/:id/:number?");
  const titleOf = useTitleOf();
  const unread = rooms
    .filter(({ hidden }) => !hidden)
    .reduce((sum, room) => sum + attentionOf(room, muted.has(room.id)), 0);
  const open = rooms.find((room) => room.id === params?.id);
  const name = open && titleOf(open);

  useEffect(() => {
    const count = unread === 0 ? "" : `(${unread > 99 ? "99+" : unread}) `;
    document.title = `${count}${name === undefined ? "" : `${isolated(name)} · `}Roost`;
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
