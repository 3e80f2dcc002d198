export { parse_accept_header } from "./data/accept_header.ts";
export { dump_age, parse_age } from "./data/age.ts";
export { parse_cache_control_header } from "./data/cache_control.ts";
export { is_resource_modified } from "./data/conditional.ts";
export { get_content_length } from "./data/content_length.ts";
export { is_byte_range_valid, parse_content_range_header } from "./data/content_range.ts";
export type { CookieOptions, DumpCookieOptions } from "./data/cookie_text.ts";
export { COEP, COOP } from "./data/cross_origin.ts";
export { dump_csp_header, parse_csp_header } from "./data/csp.ts";
export { get_current_url } from "./data/current_url.ts";
export { http_date, parse_date } from "./data/dates.ts";
export { dump_header, parse_dict_header } from "./data/dict_header.ts";
export { dump_cookie } from "./data/dump_cookie.ts";
export { generate_etag, parse_etags, quote_etag, unquote_etag } from "./data/etags.ts";
export {
  is_entity_header,
  is_hop_by_hop_header,
  remove_entity_headers,
  remove_hop_by_hop_headers,
} from "./data/header_groups.ts";
export { parse_set_header } from "./data/header_set.ts";
export { parse_list_header, quote_header_value, unquote_header_value } from "./data/header_value.ts";
export { host_is_trusted } from "./data/host.ts";
export { parse_if_range_header } from "./data/if_range.ts";
export { dump_options_header, parse_options_header } from "./data/options_header.ts";
export { parse_range_header } from "./data/range.ts";
export { HTTP_STATUS_CODES } from "./data/status.ts";
export { parse_cookie } from "./wire/cookies.ts";
export { get_host } from "./wire/host.ts";
