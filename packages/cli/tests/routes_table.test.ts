import { expect, test } from "vitest";
import { type RouteFacts, type RoutesOptions, routes_table } from "../src/routes_table.ts";

const route = (
  endpoint: string,
  methods: string[],
  rule: string,
  domain: Partial<RouteFacts> = {},
): RouteFacts => ({
  endpoint,
  methods: new Set(methods),
  rule,
  host: null,
  subdomain: null,
  ...domain,
});

// The table that `flask routes` of Flask 3.1.3 prints for the same rules.
const ROUTES = [
  route("static", ["GET", "HEAD", "OPTIONS"], "/static/<path:filename>"),
  route("yyy_get_post", ["POST", "HEAD", "OPTIONS", "GET"], "/yyy_get_post"),
  route("aaa_post", ["POST", "OPTIONS"], "/zzz_post"),
];

const table = (options: Partial<RoutesOptions> = {}, routes = ROUTES) =>
  routes_table(routes, { sort: "endpoint", all_methods: false, host_matching: false, ...options }).split(
    "\n",
  );

const endpoints = (lines: string[]) => lines.slice(2).map((line) => line.split(" ")[0]);

// covers: CL-06
test("columns as wide as their widest cell, two spaces apart", () => {
  expect(table()).toEqual([
    "Endpoint      Methods    Rule                   ",
    "------------  ---------  -----------------------",
    "aaa_post      POST       /zzz_post              ",
    "static        GET        /static/<path:filename>",
    "yyy_get_post  GET, POST  /yyy_get_post          ",
  ]);
});

test("--all-methods --sort match", () => {
  expect(table({ all_methods: true, sort: "match" })).toEqual([
    "Endpoint      Methods                   Rule                   ",
    "------------  ------------------------  -----------------------",
    "static        GET, HEAD, OPTIONS        /static/<path:filename>",
    "yyy_get_post  GET, HEAD, OPTIONS, POST  /yyy_get_post          ",
    "aaa_post      OPTIONS, POST             /zzz_post              ",
  ]);
});

test.each([
  ["endpoint", ["aaa_post", "static", "yyy_get_post"]],
  ["methods", ["static", "yyy_get_post", "aaa_post"]],
  ["rule", ["static", "yyy_get_post", "aaa_post"]],
  ["domain", ["static", "yyy_get_post", "aaa_post"]],
] as const)("--sort %s", (sort, expected) => {
  expect(endpoints(table({ sort }))).toEqual(expected);
});

test("subdomains and hosts get a column when a rule has one", () => {
  const routes = [
    route("a", ["GET"], "/", { subdomain: "api" }),
    route("b", ["GET"], "/", { host: "b.test" }),
  ];
  expect(table({ sort: "domain" }, routes)).toEqual([
    "Endpoint  Methods  Subdomain  Rule",
    "--------  -------  ---------  ----",
    "b         GET                 /   ",
    "a         GET      api        /   ",
  ]);
  expect(table({ host_matching: true }, routes)[0]).toBe("Endpoint  Methods  Host    Rule");
});

test("no routes", () => {
  expect(table({}, [])).toEqual(["No routes were registered."]);
});
