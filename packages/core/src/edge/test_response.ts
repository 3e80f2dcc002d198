import type { HeaderList } from "../data/header_list.ts";
import type { AppContext } from "../journey/context.ts";
import type { Request } from "../wire/request.ts";
import { Response } from "../wire/response.ts";
import type { ResponseBody } from "../wire/response_body.ts";
import { type ReadJsonOptions, read_json } from "../wire/response_json.ts";

/** What a test response is made of. */
export interface TestResponseInit {
  readonly body: ResponseBody;
  readonly status: string;
  readonly headers: HeaderList;
  readonly request: Request;
  readonly loads: (text: string) => unknown;
  readonly context: AppContext | undefined;
}

/** The answer a test client got (Werkzeug's TestResponse): a Response, with what led to it. */
export class TestResponse extends Response {
  static override readonly default_mimetype = null;

  /** The request it answers. */
  readonly request: Request;
  /** The redirects that were followed, oldest first. */
  history: readonly TestResponse[] = [];
  readonly #context: AppContext | undefined;
  readonly #loads: (text: string) => unknown;

  constructor(init: TestResponseInit) {
    super(init.body, { status: init.status, headers: init.headers.copy() });
    // Setting a body sets a length; an answer that was streamed, or was for HEAD, keeps what it said itself.
    const length = init.headers.get("Content-Length");
    if (length === undefined) this.header_list.remove("Content-Length");
    else this.header_list.set("Content-Length", length);
    this.request = init.request;
    this.#context = init.context;
    this.#loads = init.loads;
  }

  /** The body as text. */
  get text(): string {
    return this.get_data({ as_text: true });
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test knows what its app answers
  override get_json(options: ReadJsonOptions = {}): any {
    return read_json(this, options, this.#loads);
  }

  /**
   * The context of the request, to look into after it: `r.context.run(() => session.username)`.
   * A live client has none: its requests come in over a socket.
   */
  get context(): AppContext {
    if (this.#context !== undefined) return this.#context;
    throw new Error(
      "This answer has no context: it came over a socket, or not from the app. Use a client without { live: true }.",
    );
  }
}
