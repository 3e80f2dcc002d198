import { type HandleFunction, readdress } from "./readdress.ts";

/** An app, or its `handle` alone. */
type Mounted<Answer> = HandleFunction<Answer> | { readonly handle: HandleFunction<Answer> };

/**
 * Serves other apps below prefixes of this one: `app.handle = DispatcherMiddleware(app.handle, { "/api": api })`.
 * The longest prefix that matches whole path segments wins; the mounted app sees the rest as its path and the prefix as
 * its root, so its URLs are right (werkzeug.middleware.dispatcher).
 */
export function DispatcherMiddleware<Answer>(
  handle: HandleFunction<Answer>,
  mounts: Readonly<Record<string, Mounted<Answer>>> = {},
): HandleFunction<Answer> {
  const by_prefix = new Map(Object.entries(mounts));
  return (request) => {
    for (let prefix = request.path; prefix !== ""; prefix = prefix.slice(0, prefix.lastIndexOf("/"))) {
      const mounted = by_prefix.get(prefix);
      if (mounted === undefined) continue;
      const below = request.path.slice(prefix.length);
      // One leading slash, as all paths have: the mounted app's hooks may compare it with what its rules match.
      const path = `/${below.replace(/^\/+/, "")}`;
      const path_info = below === "" ? { path_info: "" } : {};
      readdress(request, { root_path: request.root_path + prefix, path, ...path_info });
      return typeof mounted === "function" ? mounted(request) : mounted.handle(request);
    }
    return handle(request);
  };
}
