import { HTTPException } from "../wire/errors.ts";
import { redirect } from "../wire/redirect.ts";
import type { Response } from "../wire/response.ts";
import { IS_ROUTING_EXCEPTION } from "./routing_exception.ts";

const PERMANENT_REDIRECT = 308;

/** The request has to be made to another URL, which `new_url` holds with scheme and host (Werkzeug). */
export class RequestRedirect extends HTTPException {
  static override readonly code: number | null = PERMANENT_REDIRECT;
  readonly [IS_ROUTING_EXCEPTION] = true;
  readonly new_url: string;

  constructor(new_url: string) {
    super(new_url);
    this.new_url = new_url;
  }

  override get_response(): Response {
    return redirect(this.new_url, this.code ?? PERMANENT_REDIRECT);
  }
}
