import { limits } from "@roost/protocol/limits.ts";
import { useRef } from "react";
import { Modal } from "../../chat/controls/modal.tsx";
import { AddForm } from "../../chat/emoji/add-form.tsx";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";

interface AddDialogProps {
  onAdded: () => void;
  onClose: () => void;
}

/** Adds emoji, one after the other. */
export default function AddDialog({ onAdded, onClose }: AddDialogProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const chooseButton = useRef<HTMLButtonElement>(null);
  async function add(name: string, image: Blob) {
    await administration.addEmoji(name, image);
    onAdded();
  }
  return (
    <Modal
      title={t("panel.emoji.new")}
      description={t("panel.emoji.new.text", { max: t.number(limits.customEmoji) })}
      initialFocus={chooseButton}
      onClose={onClose}
    >
      <div className="overflow-y-auto px-5 pb-5">
        <AddForm chooseButton={chooseButton} add={add} />
      </div>
    </Modal>
  );
}
