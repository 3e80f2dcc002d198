/** The session's own methods and attributes by name, with the getter of those that have one. */
export type Members = ReadonlyMap<string, (() => unknown) | undefined>;

const known_members = new WeakMap<object, Members>();

/** Looked up once a class: asking the object each time takes several times as long. Names that every object has mean nothing here. */
export function members_of(session_class: { readonly prototype: object }): Members {
  const known = known_members.get(session_class);
  if (known !== undefined) return known;
  const members = new Map<string, (() => unknown) | undefined>([["accessed", undefined]]); // a field
  for (let at = session_class.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (!members.has(name) && !(name in Object.prototype)) members.set(name, get);
    }
  }
  known_members.set(session_class, members);
  return members;
}

/** Whether a property is defined as a class defines its fields. */
export function is_field({ writable, enumerable, configurable }: PropertyDescriptor): boolean {
  return writable === true && enumerable === true && configurable === true;
}

/** Assigns a field, or what a derived class has a setter for; the other members cannot be. */
export function set_member(target: object, key: string, value: unknown, receiver: unknown): boolean {
  if (Object.hasOwn(target, key)) return Reflect.set(target, key, value, target);
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at)) {
    const setter = Object.getOwnPropertyDescriptor(at, key)?.set;
    if (setter === undefined) continue;
    setter.call(receiver, value);
    return true;
  }
  throw new TypeError(reserved_text(key));
}

function reserved_text(key: string): string {
  return `session.${key} belongs to the session itself: use session.set(${JSON.stringify(key)}, value)`;
}
