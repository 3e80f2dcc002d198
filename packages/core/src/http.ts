export { dump_age, parse_age } from "./data/age.ts";
export { get_content_length } from "./data/content_length.ts";
export { get_current_url } from "./data/current_url.ts";
export { http_date, parse_date } from "./data/dates.ts";
export { dump_header, parse_dict_header } from "./data/dict_header.ts";
export {
  is_entity_header,
  is_hop_by_hop_header,
  remove_entity_headers,
  remove_hop_by_hop_headers,
} from "./data/header_groups.ts";
export { parse_set_header } from "./data/header_set.ts";
export { parse_list_header, quote_header_value, unquote_header_value } from "./data/header_value.ts";
export { host_is_trusted } from "./data/host.ts";
export { dump_options_header, parse_options_header } from "./data/options_header.ts";
export { HTTP_STATUS_CODES } from "./data/status.ts";
