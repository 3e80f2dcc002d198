/** Called after a change, with what was changed; a method's type, so that it may name a subclass. */
export type OnUpdate<Changed> = { call(changed: Changed): void }["call"];

/** The callback in its turn, or by name. */
export type UpdateArgument<Changed> =
  | OnUpdate<Changed>
  | { readonly on_update?: OnUpdate<Changed> | null }
  | null
  | undefined;

/** The callback of either, or null. */
export function on_update_of<Changed>(given: UpdateArgument<Changed>): OnUpdate<Changed> | null {
  return typeof given === "function" ? given : (given?.on_update ?? null);
}
