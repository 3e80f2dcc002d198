import { escape_html } from "../data/html_text.ts";
import { Response } from "./response.ts";

/** What follows the location, by name. */
export interface RedirectOptions {
  readonly code?: number;
  readonly Response?: typeof Response | null;
}

/**
 * A response that sends the client to `location` (Werkzeug's `redirect`): 302 unless told otherwise. The location is
 * quoted when it is sent and stays relative when it is; whether it leads to a trusted place is for the app to check.
 */
export function redirect(
  location: string,
  code: number | RedirectOptions = 302,
  response_class?: typeof Response | null,
): Response {
  const named: RedirectOptions = typeof code === "number" ? { code } : code;
  const status = named.code ?? 302;
  const made_class = named.Response ?? response_class ?? Response;
  const shown = escape_html(location);
  const page =
    "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n" +
    "<p>You should be redirected automatically to the target URL: " +
    `<a href="${shown}">${shown}</a>. If not, click the link.\n`;
  const response = new made_class(page, { status, mimetype: "text/html" });
  response.header_list.set("Location", location);
  return response;
}
