export { CsrfError } from "@miniflask/session";
export { CSRFError, CSRFProtect, csrf_protect } from "./users/csrf_protect.ts";
export { csrf_meta_tag, generate_csrf, validate_csrf } from "./users/csrf_token.ts";
export { refuse_other_origins } from "./users/refuse_other_origins.ts";
