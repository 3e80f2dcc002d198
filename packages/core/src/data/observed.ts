/** The object itself, with `changed` called after each change of a property. */
export function observed<Target extends object>(object: Target, changed: () => void): Target {
  const tell = (done: boolean): boolean => {
    changed();
    return done;
  };
  return new Proxy(object, {
    set: (target, key, value) => tell(Reflect.set(target, key, value)),
    deleteProperty: (target, key) => tell(Reflect.deleteProperty(target, key)),
  });
}
