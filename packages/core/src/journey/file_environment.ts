import type { SendFileEnvironment } from "../wire/send_file.ts";
import type { AppParts } from "./app_parts.ts";
import type { AppContext } from "./context.ts";

/** What `send_file` has to know of the app and of the request that it answers. */
export function file_environment(app: AppParts, ctx: AppContext): SendFileEnvironment {
  return {
    request: ctx.request,
    root_path: app.root_path,
    use_x_sendfile: app.config.USE_X_SENDFILE,
    response_class: app.response_class,
  };
}
