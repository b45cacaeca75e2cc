import { limits } from "@roost/protocol/limits.ts";
import { everybody, mayMentionAll, present } from "@roost/protocol/mentions.ts";
import type { User } from "@roost/protocol/user.ts";
import { Users } from "lucide-react";
import { useMemo } from "react";
import { emojiChoices, inTone } from "../emoji/choices.ts";
import { EmojiText } from "../emoji/custom-emoji.tsx";
import { useEmoji } from "../emoji/use-emoji.ts";
import { useText } from "../language/language.ts";
import { Egg } from "../person/egg.tsx";
import { useMyRoom } from "../session/session-context.ts";
import type { Option } from "./completion-list.tsx";
import { usePeople } from "./use-people.ts";

const MAX_OPTIONS = 8;

/** The emoji that a shortcode begins. Null is none. */
export function useEmojiOptions(query: string | null): readonly Option[] {
  const choices = useMemo(() => emojiChoices(localStorage), []);
  const { set } = useEmoji(query !== null);
  return useMemo(() => {
    if (query === null || !set) return [];
    return set.find(query, choices.recent(), MAX_OPTIONS).map((emoji): Option => {
      const text = inTone(emoji, choices.tone());
      const typed = `:${emoji.shortcodes[0]}:`;
      return {
        key: emoji.text,
        picture: pictureOf(text),
        label: emoji.label,
        typed,
        text,
        onUse: () => choices.use(text),
      };
    });
  }, [query, set, choices]);
}

/** The people whom a name begins, those of the room first, and all of it. Null is nobody. */
export function useNameOptions(roomId: string, query: string | null): readonly Option[] {
  const t = useText();
  const people = usePeople(roomId, query, MAX_OPTIONS);
  const room = useMyRoom(roomId);
  const mayAll = room !== null && mayMentionAll(room);
  const hasHere = mayAll && room.memberCount <= limits.hereMembers;
  return useMemo(() => {
    if (query === null) return [];
    const options = people.map(({ user, isMember }): Option => {
      const typed = `@${user.username}`;
      const note = isMember ? undefined : t("completion.not-in-room");
      return {
        key: user.id,
        picture: eggOf(user),
        label: user.displayName,
        typed,
        note,
        text: typed,
      };
    });
    const many = [
      ...(mayAll ? [{ key: everybody, label: t("completion.everybody") }] : []),
      ...(hasHere ? [{ key: present, label: t("completion.here") }] : []),
    ];
    for (const { key, label } of many) {
      const picture = <Users size={18} className="w-6 text-ink-soft" aria-hidden />;
      const typed = `@${key}`;
      if (key.startsWith(query.toLowerCase()))
        options.push({ key, picture, label, typed, text: typed });
    }
    return options;
  }, [query, people, mayAll, hasHere, t]);
}

function pictureOf(emoji: string) {
  return (
    <span aria-hidden className="emoji w-6 text-center text-xl leading-none">
      <EmojiText text={emoji} />
    </span>
  );
}

function eggOf({ id, displayName, picture }: User) {
  return <Egg id={id} name={displayName} picture={picture} size="small" />;
}
