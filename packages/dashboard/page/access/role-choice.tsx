import type { Role } from "@waystitch/store";
import { FRAME } from "../frame/words.js";
import { ROLES } from "../roles.js";
import { useWords } from "../words/define-words.js";

interface RoleChoiceProps {
  readonly value: Role;
  /** Its name, where no label names it by `id`. */
  readonly label?: string;
  readonly id?: string;
  onChoose(role: Role): void;
}

/** Chooses one of the roles. */
export function RoleChoice({ value, label, id, onChoose }: RoleChoiceProps) {
  const { roles } = useWords(FRAME);
  return (
    <select
      class="field"
      id={id}
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(ROLES.find((role) => role === event.currentTarget.value) ?? value)}
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {roles[role]}
        </option>
      ))}
    </select>
  );
}
