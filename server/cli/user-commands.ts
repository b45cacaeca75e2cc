/** What `user` does; `reset-password` has a file of its own. */
const commands = ["list", "disable", "enable", "role"] as const;
export type UserCommand = (typeof commands)[number];

export function isUserCommand(name: string | undefined): name is UserCommand {
  return (commands as readonly (string | undefined)[]).includes(name);
}
