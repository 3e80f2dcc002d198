import type { Scenario, Step } from "./scenario.ts";
import type { Random } from "./support/random.ts";

/** Programs that mean something else, or print something random, when they get requests they were not written for. */
const NOT_FOR_RANDOM_REQUESTS: Readonly<Record<string, string>> = {
  error_handlers: "raises by names in the path, of which the languages have different ones",
  error_handler_lookup: "raises by names in the path, too",
  after_this_request_everywhere: "changes the body of error pages, which HEAD has none of in Flask (listed)",
  blueprint_folders: "has a file whose name has no ending, which a slash does not find here (listed)",
  blueprint_template_functions: "raises KeyError for a name in the path",
  client_redirects: "redirects by a code in the query",
  cookies_too_large: "makes a cookie of as many bytes as the path says",
  dispatch_subclass: "logs the message of abort for a code that there is not (listed)",
  error_lookup: "shows the message of abort for a code that there is not (listed)",
  error_traps: "logs the class of abort's error for a code that there is not (listed)",
  program_blog: "reads a form where Python's loop has nothing to read it for",
  hooks_that_answer: "changes the body of error pages, which HEAD has none of in Flask (listed)",
  hooks_and_values: "takes any method from the query",
  request_limits: "has its limits in another place, by design",
  response_hooks: "logs is_streamed, which Flask's error pages are",
  streams_in_templates: "logs is_streamed, which Flask's error pages are",
  session_basics: "takes an item from a session that may be empty",
  session_details: "logs None, which is undefined here",
  session_values: "has a tag that a call registers first",
  set_cookie_everything: "takes an index from the path",
  static_and_errors: "has a file whose name has no ending, which a slash does not find here (listed)",
  subclassing: "logs the path as WSGI has it, in Latin-1",
  template_live_objects: "prints the random boundary of a form",
};

const HEADERS: readonly (readonly [string, string])[] = [
  ["Accept", "application/json"],
  ["Accept", "text/*;q=0.5, */*;q=0.1"],
  ["If-None-Match", "*"],
  ["If-None-Match", '"x", W/"y"'],
  ["If-Match", '"q"'],
  ["If-Modified-Since", "Fri, 02 Jan 2026 03:04:05 GMT"],
  ["If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"],
  ["Range", "bytes=0-1"],
  ["Range", "bytes=-1"],
  ["Range", "bytes=9-1"],
  ["Range", "lines=1-2"],
  ["If-Range", '"z"'],
  ["X-Forwarded-For", "1.1.1.1"],
  ["X-Key", "k"],
  ["Origin", "http://o.example"],
  ["Accept-Language", "de;q=0.9,en"],
  ["Cache-Control", "no-cache"],
  ["Authorization", "Basic dTpw"],
  ["Authorization", "Bearer x"],
  ["Referer", "http://r.example/x"],
];
const SEGMENTS = (
  "x 1 0 -1 1.5 a%20b %C3%BC .. . %2F a%2Fb ;p + * ( %25 %00 index.html <b> ä 007 9999999999 1e5 ~ $& a:b @ None " +
  "4a4b6c3e-1d1b-4c9f-8a54-0d9c3a1e2f30"
).split(" ");
const QUERIES =
  "a=1 q=x%20y&q=z early=text page=2 name=ann&name=b flag =x &&a url=/x in=view v=%C3%A4 limit=-1 _=1;2 n[]=1".split(
    " ",
  );
const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"];
const BODIES: readonly Step[] = [
  { form: { name: "x", a: ["1", "2"] } },
  { json: { name: "n", price: 2 } },
  { json: [1] },
  { body: '{"a":', content_type: "application/json" },
  { body: "x=1&y", content_type: "application/x-www-form-urlencoded" },
  { files: { f: { filename: "f.txt", content: "c" } } },
];

/** Variations of a scenario's own requests; none where its program or its list of differences speaks against it. */
export function random_steps(scenario: Scenario, count: number, random: Random): Step[] {
  const plain = scenario.steps.filter(
    ({ call, remote_addr }) => call === undefined && remote_addr === undefined,
  );
  if (plain.length === 0 || scenario.differences || scenario.name in NOT_FOR_RANDOM_REQUESTS) return [];
  return Array.from({ length: count }, () => vary(random.pick(plain), random));
}

function vary(step: Step, random: Random): Step {
  const { base_url, subdomain } = step;
  const method = random.chance(0.35) ? random.pick(METHODS) : (step.method ?? "GET");
  return {
    ...(base_url === undefined ? {} : { base_url }),
    ...(subdomain === undefined ? {} : { subdomain }),
    method,
    path: vary_path(step.path ?? "/", random),
    ...(random.chance(0.4) ? { headers: [random.pick(HEADERS)] } : {}),
    ...(random.chance(0.15) ? { follow_redirects: true } : {}),
    ...(method === "POST" || method === "PUT" || method === "PATCH" ? random.pick(BODIES) : {}),
  };
}

function vary_path(path: string, random: Random): string {
  const [base = "/", query] = path.split("?", 2);
  const varied = vary_base(base, random);
  // Listed: a file is not found by its name and a slash or a dot.
  const named = varied.includes(".") ? varied.replace(/(?:\/\.*|%2F)+$/, "") : varied;
  const asked = random.chance(0.3) ? random.pick(QUERIES) : query;
  return (named.replace(/^\/*/, "/") || "/") + (asked === undefined ? "" : `?${asked}`);
}

function vary_base(base: string, random: Random): string {
  const ways = [
    () => base.replace(/\/+$/, ""),
    () => `${base}/`,
    () => `${base}/${random.pick(SEGMENTS)}`,
    () => base.replace(/[^/]*$/, random.pick(SEGMENTS)),
    () => base.toUpperCase(),
    () => base,
  ];
  return random.pick(ways)();
}
