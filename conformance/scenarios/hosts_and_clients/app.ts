import {
  Blueprint,
  Flask,
  HTTPException,
  make_response,
  redirect,
  request,
  session,
  url_for,
} from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { subdomain_matching: true });
app.secret_key = "hosts";
app.config.update({
  SERVER_NAME: "shop.test",
  SESSION_COOKIE_DOMAIN: "shop.test",
  SESSION_COOKIE_NAME: "sid",
  SESSION_COOKIE_SAMESITE: "Lax",
  SESSION_COOKIE_PATH: "/",
});
const api = new Blueprint("api", import.meta.url, { subdomain: "api" });
const word = (value: unknown) => (value ? "True" : "False");

app.get("/", function index() {
  return `index ${session.get("n") ?? "None"} ${request.host}`;
});

api.get("/", function api_index() {
  session.n = session.get("n", 0) + 1;
  return `api ${session.n} ${url_for("index")} ${url_for(".api_index")}`;
});

api.get("/go", function go() {
  return redirect(url_for("index"));
});

app.get("/to-api", function to_api() {
  return redirect(url_for("api.api_index"));
});

app.get("/cookie", { subdomain: "<tenant>" }, function cookie(values) {
  const { tenant } = values as { tenant: string };
  const response = make_response(tenant);
  response.set_cookie("t", tenant, { domain: tenant === "wide" ? "shop.test" : null });
  return response;
});

app.errorhandler(HTTPException, (error) => [`${error.code} ${request.host}`, error.code!]);

app.register_blueprint(api);

export async function subdomains() {
  const client = app.test_client();
  log.push((await client.get("/", { subdomain: "api" })).text);
  log.push((await client.get("/")).text);
  log.push((await client.get("/", { base_url: "http://api.shop.test" })).text);
  log.push(word(client.get_cookie("sid", { domain: "shop.test" })));
  try {
    await client.get("/to-api", { follow_redirects: true });
    log.push("followed");
  } catch {
    log.push("not followed");
  }
  Object.assign(client, { allow_subdomain_redirects: true });
  const response = await client.get("/to-api", { follow_redirects: true });
  log.push(`${response.text} ${response.request.url} ${response.history.length}`);
  try {
    const back = await client.get("/go", { subdomain: "api", follow_redirects: true });
    log.push(`${back.text} ${back.request.host}`);
  } catch {
    log.push("not back");
  }
}

export async function other_hosts() {
  const client = app.test_client();
  const urls = ["else.test/", "x.shop.test/", "shop.test:8080/", "SHOP.test/", "api.shop.test/"];
  for (const url of urls.map((place) => `http://${place}`)) {
    const response = await client.get("/", { base_url: url });
    log.push(`${url} ${response.status_code} ${response.text.slice(0, 30)}`);
  }
}

function jar(client: FlaskClient) {
  return (name: string, domain: string, path = "/") => client.get_cookie(name, { domain, path });
}

export async function cookies() {
  const client = app.test_client();
  const domain = "shop.test";
  const cookie_of = jar(client);
  client.set_cookie("h", "1", { domain });
  client.set_cookie("o", "2", { domain, origin_only: false });
  client.set_cookie("p", "3", { domain, path: "/sub", httponly: true, secure: true, max_age: 5 });
  const p = cookie_of("p", domain, "/sub")!;
  log.push(`${p.value} ${p.path} ${word(p.http_only)} ${word(p.secure)} ${p.max_age} ${word(p.origin_only)}`);
  log.push(`${cookie_of("p", domain) ?? "None"}`);
  client.delete_cookie("o", { domain });
  log.push(`${cookie_of("o", domain) ?? "None"}`);
  await client.get("/cookie", { subdomain: "x" });
  await client.get("/cookie", { subdomain: "wide" });
  log.push(`${cookie_of("t", "x.shop.test")?.value} ${cookie_of("t", domain)?.value}`);
  client.set_cookie("odd", 'a b;c"ü', { domain });
  const odd = cookie_of("odd", domain)!;
  log.push(`${odd.value} | ${odd.decoded_value}`);
}
