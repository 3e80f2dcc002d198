import { request } from "../journey/proxies.ts";
import { abort } from "./responses.ts";

/** Methods that only read (RFC 9110, section 9.2.1). */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Refuses with 403 a change that a page of another site asks for: `app.before_request(refuse_other_origins)`. Needs no
 * token, since browsers say where a request comes from and no page can make them lie. What is no browser passes.
 */
export function refuse_other_origins(): undefined {
  if (SAFE_METHODS.has(request.method) || comes_from_this_site()) return;
  abort(403, "This request was sent by a page of another site.");
}

function comes_from_this_site(): boolean {
  // Browsers since 2023 say it outright; "none" is the visitor's own doing, such as a bookmark.
  const site = request.header_list.get("Sec-Fetch-Site");
  if (site) return site === "same-origin" || site === "none";
  // Older ones, and every browser on plain http away from localhost, name the page's origin on each POST.
  const { origin } = request;
  // Neither header: no browser, so there is no visitor whose cookies could be misused.
  if (!origin) return true;
  const sender = host_of(origin);
  return sender !== "" && sender === host_of(`${request.scheme}://${request.host}`);
}

/** Host and port; "" for "null" (a sandboxed page) and for nonsense. */
function host_of(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}
