import { type RegistrationMode, registrationModes } from "@roost/protocol/registration-modes.ts";
import { useText } from "../language/language.ts";

interface RegistrationModesProps {
  label: string;
  mode: RegistrationMode;
  onMode: (mode: RegistrationMode) => void;
  disabled?: boolean;
}

/** Who may sign up: one of the ways, each with what it means. */
export function RegistrationModes(props: RegistrationModesProps) {
  const { label, mode, onMode, disabled = false } = props;
  const t = useText();
  return (
    <fieldset disabled={disabled}>
      <legend className="pb-2 text-sm font-semibold">{label}</legend>
      <div className="flex flex-col gap-1.5">
        {registrationModes.map((one) => (
          <label
            key={one}
            className="tap cursor-pointer rounded-xl bg-raised px-3 py-2 shadow-[inset_0_0_0_1px_var(--line-strong)] transition-colors has-checked:bg-selected has-checked:shadow-[inset_0_0_0_1.5px_var(--accent)] has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name="registration"
              className="sr-only"
              checked={mode === one}
              onChange={() => onMode(one)}
            />
            <span className="block text-[0.9375rem] font-semibold">{t(`set-up.${one}`)}</span>
            <span className="block text-sm text-ink-soft">{t(`set-up.${one}.about`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
