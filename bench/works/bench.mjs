#!/usr/bin/env node
// HTTP benchmark harness. No dependencies. See --help.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { EXPECTED_PAGE, OTHER_ROUTES, PAGE } from "./common.mjs";

const HELP = `node bench.mjs [options]
  --servers a,b:variant,...   default raw,miniflask,fastify,hono (first = the base of all ratios)
                              NAME is servers/NAME.{mjs,js,ts,sh} or a path; ":V" is passed to it as env VARIANT
  --workloads w1,..,w5        default all
  --rounds N (6)  --launches N (2)  --secs N (2)  --warm N (2)  --conns N (64)
  --node PATH                 node binary for the servers (default: the one that runs this)
  --nodeargs "..."            extra flags for node
  --keep                      preload micro/keep.mjs in every node server: removes the process.nextTick lottery (read that file)
  --headers rich|min          request headers sent (default rich = Accept, Accept-Encoding, Accept-Language, User-Agent)
  --out FILE.json             raw samples and medians
  --patience SEC (1)          before each sample, wait up to SEC for other processes to leave the CPUs alone (0 = off)
  --budget SEC (900)          rounds are cut so that the planned time stays below it
  --verify-only               check the responses, measure nothing
  --md                        print markdown tables`;
const args = {};
const argv = process.argv.slice(2);
for (let i = 0; i < argv.length; i++) {
  const k = argv[i].replace(/^--/, "");
  if (["verify-only", "md", "help", "keep"].includes(k)) args[k] = true;
  else args[k] = argv[++i];
}
if (args.help) {
  console.log(HELP);
  process.exit(0);
}
const ROOT = new URL(".", import.meta.url).pathname;
const NODE = args.node ?? process.execPath;
const SERVERS = (args.servers ?? "raw,miniflask,fastify,hono").split(",");
const WL = (args.workloads ?? "w1,w2,w3,w4,w5").split(",");
let ROUNDS = +(args.rounds ?? 6);
const LAUNCHES = +(args.launches ?? 2),
  SECS = +(args.secs ?? 2),
  WARM = +(args.warm ?? 2),
  CONNS = +(args.conns ?? 64),
  BUDGET = +(args.budget ?? 900),
  PATIENCE = +(args.patience ?? 1);
{
  // keep within the budget
  const fixed = WL.length * LAUNCHES * (SERVERS.length * (WARM + 0.5) + 1);
  const per = WL.length * SERVERS.length * (SECS + 0.15);
  while (ROUNDS > LAUNCHES && fixed + ROUNDS * per > BUDGET) ROUNDS--;
  console.error(
    `planned: ${SERVERS.length} servers x ${WL.length} workloads x ${ROUNDS} rounds x ${SECS}s = ${Math.round(fixed + ROUNDS * per)} s`,
  );
}
const RICH = {
  Accept: "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
  "Accept-Encoding": "gzip, deflate, br",
  "Accept-Language": "en-GB,en;q=0.7",
  "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) bench/1.0",
};
const HDRS = (args.headers ?? "rich") === "rich" ? RICH : {};
const FORM = "username=alice&password=correct-horse-battery-staple&remember=1";
const LOGIN_LUA = `${ROOT}results/login.lua`;
mkdirSync(ROOT + "results", { recursive: true });
writeFileSync(
  LOGIN_LUA,
  `wrk.method="POST"\nwrk.body="${FORM}"\nwrk.headers["Content-Type"]="application/x-www-form-urlencoded"\n`,
);

const norm = (s) =>
  s
    .replace(/>\s+</g, "><")
    .replace(/\s*\n\s*/g, "")
    .trim();
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const request = (port, path, { method = "GET", headers = {}, body } = {}) =>
  new Promise((ok, no) => {
    const r = http.request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        agent,
        headers: {
          ...HDRS,
          ...headers,
          ...(body
            ? {
                "content-type": "application/x-www-form-urlencoded",
                "content-length": Buffer.byteLength(body),
              }
            : {}),
        },
      },
      (res) => {
        const c = [];
        res.on("data", (d) => c.push(d));
        res.on("end", () =>
          ok({
            status: res.statusCode,
            headers: res.headers,
            raw: res.rawHeaders,
            body: Buffer.concat(c).toString(),
          }),
        );
      },
    );
    r.on("error", no);
    r.setTimeout(5000, () => r.destroy(new Error("timeout")));
    r.end(body);
  });
const jar = (res) => (res.headers["set-cookie"] ?? []).map((c) => c.split(";")[0]).join("; ");
const must = (c, m) => {
  if (!c) throw new Error(m);
};
const isHtml = (r) => /^text\/html;\s*charset=utf-8$/i.test(r.headers["content-type"] ?? "");
const WORK = {
  w1: {
    title: "W1 plaintext",
    path: "/",
    async verify(p) {
      const r = await request(p, "/");
      must(
        r.status === 200 && r.body === "Hello, World!" && isHtml(r),
        `W1: ${r.status} ${r.headers["content-type"]} ${r.body}`,
      );
      return {};
    },
  },
  w2: {
    title: "W2 route+JSON",
    path: "/users/42/posts/hello-world?page=2",
    async verify(p) {
      const r = await request(p, "/users/42/posts/hello-world?page=2");
      must(
        r.status === 200 &&
          // Flask sorts the keys of its JSON, the others keep the view's order.
          ['{"id":42,"slug":"hello-world","page":2}', '{"id":42,"page":2,"slug":"hello-world"}'].includes(
            r.body.trim(),
          ) &&
          /^application\/json/.test(r.headers["content-type"]),
        `W2: ${r.status} ${r.headers["content-type"]} ${r.body}`,
      );
      const b = await request(p, "/users/abc/posts/x?page=2");
      must(b.status === 404 || b.status === 400, `W2: non-integer id gave ${b.status}`);
      const m = await request(p, "/nowhere/at/all");
      must(m.status === 404, `W2: unknown path gave ${m.status}`);
      for (const [u, want] of [
        ["/guide/intro", "/guide/intro"],
        ["/users/7/settings", "/users/<int:id>/settings"],
        ["/images/3", "/images/<int:id>"],
      ]) {
        const o = await request(p, u);
        must(o.status === 200 && JSON.parse(o.body).route === want, `W2: ${u} gave ${o.status} ${o.body}`);
      }
      return {};
    },
  },
  w3: {
    title: "W3 session",
    path: "/count",
    async verify(p) {
      const a = await request(p, "/count");
      const c1 = jar(a);
      must(
        a.status === 200 && a.body === "count=1" && c1 && isHtml(a),
        `W3: first ${a.status} ${a.headers["content-type"]} ${a.body} cookie=${c1}`,
      );
      const b = await request(p, "/count", { headers: { cookie: c1 } });
      const c2 = jar(b);
      must(b.body === "count=2" && c2 && c2 !== c1, `W3: second ${b.body} cookie=${c2}`);
      const d = await request(p, "/count", { headers: { cookie: c2 } });
      must(d.body === "count=3", `W3: third ${d.body}`);
      const k = c1.length - 9;
      const forged = c1.slice(0, k) + (c1[k] === "x" ? "y" : "x") + c1.slice(k + 1);
      const f = await request(p, "/count", { headers: { cookie: forged } });
      must(f.body === "count=1" || f.status >= 400, `W3: accepted a forged cookie: ${f.body}`);
      return { headers: { Cookie: c1 }, note: `cookie ${c1.length} B` };
    },
  },
  w4: {
    title: "W4 form POST",
    path: "/login",
    lua: LOGIN_LUA,
    async verify(p) {
      const r = await request(p, "/login", { method: "POST", body: FORM });
      must(
        r.status === 302 && /\/count$/.test(r.headers.location ?? "") && jar(r),
        `W4: ${r.status} ${r.headers.location} ${r.headers["set-cookie"]}`,
      );
      const b = await request(p, "/login", { method: "POST", body: "username=alice" });
      must(b.status === 400, `W4: missing field gave ${b.status}`);
      const g = await request(p, "/count", { headers: { cookie: jar(r) } });
      must(g.status === 200 && g.body === "count=1", `W4: cookie not usable: ${g.status}`);
      return {};
    },
  },
  w5: {
    title: "W5 template page",
    path: "/page",
    async verify(p) {
      const r = await request(p, "/page");
      must(r.status === 200 && isHtml(r), `W5: ${r.status} ${r.headers["content-type"]}`);
      must(norm(r.body) === EXPECTED_PAGE, `W5: body differs: ${norm(r.body).slice(0, 300)}`);
      return { note: `${Buffer.byteLength(r.body)} B` };
    },
  },
};

// ---- processes
const kidsOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
};
const tree = (pid) => [pid, ...kidsOf(pid).flatMap(tree)];
function cpuTicks(pid) {
  let u = 0,
    s = 0;
  for (const p of tree(pid))
    try {
      const t = readFileSync(`/proc/${p}/stat`, "utf8");
      const f = t.slice(t.lastIndexOf(")") + 2).split(" ");
      u += +f[11];
      s += +f[12];
    } catch {}
  return { u, s };
}
const hwm = (pid) => {
  let k = 0;
  for (const p of tree(pid))
    try {
      k += +/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, "utf8"))[1];
    } catch {}
  return k / 1024;
};
const busyAll = () =>
  readFileSync("/proc/stat", "utf8")
    .split("\n")[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
    .reduce((t, x, i) => t + (i === 3 || i === 4 || i >= 7 ? 0 : x), 0);
const HZ = +execFileSync("getconf", ["CLK_TCK"]).toString();
function locate(name) {
  const [base, variant = ""] = name.split(":");
  const c = base.includes("/") ? [base] : ["mjs", "js", "ts", "sh"].map((e) => `${ROOT}servers/${base}.${e}`);
  const file = c.find(existsSync);
  if (!file) throw new Error("no server file for " + name);
  const cpu =
    new RegExp(`bench:\\s*cpus:${variant}=([\\d,-]+)`).exec(readFileSync(file, "utf8").slice(0, 600))?.[1] ??
    "0";
  return { name, file, variant, cpu };
}
const live = new Set();
process.on("exit", () => {
  for (const s of live)
    try {
      s.proc.kill("SIGKILL");
    } catch {}
});
process.on("SIGINT", () => process.exit(130));

import net from "node:net";

let nextPort = 12000 + Math.floor(Math.random() * 15000);
const free = (p) =>
  new Promise((ok) => {
    const s = net
      .createServer()
      .once("error", () => ok(false))
      .listen(p, "127.0.0.1", () => s.close(() => ok(true)));
  });
async function freePort() {
  for (;;) {
    const p = nextPort;
    nextPort += 1 + Math.floor(Math.random() * 3);
    if (await free(p)) return p;
  }
}
async function start(def) {
  const port = await freePort();
  const cmd = def.file.endsWith(".sh")
    ? ["bash", def.file]
    : [
        NODE,
        ...(args.keep ? ["--import", ROOT + "micro/keep.mjs"] : []),
        "--conditions",
        "@miniflask/source",
        ...(args.nodeargs ? args.nodeargs.split(" ") : []),
        def.file,
      ];
  const proc = spawn("taskset", ["-c", def.cpu, ...cmd], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      PORT: String(port),
      VARIANT: def.variant,
      NODE_ENV: "production",
      OTHER_ROUTES: JSON.stringify(OTHER_ROUTES),
      PAGE_DATA: JSON.stringify(PAGE),
    },
  });
  const s = { ...def, proc, port, pid: proc.pid, err: "" };
  live.add(s);
  proc.stderr.on("data", (d) => {
    s.err = (s.err + d).slice(-2000);
  });
  proc.on("exit", () => {
    s.dead = true;
    live.delete(s);
  });
  for (let i = 0; i < 100; i++) {
    if (s.dead) throw new Error(`${def.name} exited: ${s.err}`);
    try {
      await request(port, "/");
      await sleep(20);
      if (!s.dead) return s;
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`${def.name} does not answer: ${s.err}`);
}
async function stop(s) {
  if (s.dead) return;
  s.proc.kill("SIGTERM");
  for (let i = 0; i < 20 && !s.dead; i++) await sleep(50);
  if (!s.dead) s.proc.kill("SIGKILL");
  live.delete(s);
}

// ---- wrk
function wrk(s, w, extra, secs) {
  const a = ["-c", "1", "wrk", "-t1", `-c${CONNS}`, `-d${secs}s`, "--latency", "--timeout", "5s"];
  for (const [k, v] of Object.entries({ ...HDRS, ...(extra.headers ?? {}) })) a.push("-H", `${k}: ${v}`);
  if (w.lua) a.push("-s", w.lua);
  a.push(`http://127.0.0.1:${s.port}${w.path}`);
  return new Promise((ok, no) => {
    const p = spawn("taskset", a, { stdio: ["ignore", "pipe", "pipe"] });
    let o = "";
    const before = cpuTicks(s.pid),
      busy0 = busyAll(),
      at = Date.now();
    let own = 0;
    setTimeout(
      () => {
        const c = cpuTicks(p.pid);
        own = ((c.u + c.s) * secs) / (secs - 0.1);
      },
      secs * 1000 - 100,
    );
    p.stdout.on("data", (d) => (o += d));
    p.stderr.on("data", (d) => (o += d));
    p.on("exit", () => {
      const after = cpuTicks(s.pid),
        wall = (Date.now() - at) / 1000,
        spent = (after.u + after.s - before.u - before.s) / HZ;
      const num = (re) => {
        const m = re.exec(o);
        return m ? +m[1] : NaN;
      };
      const lat = /99%\s+([\d.]+)(us|ms|s)/.exec(o);
      const p50 = /50%\s+([\d.]+)(us|ms|s)/.exec(o);
      const U = { us: 1e-3, ms: 1, s: 1e3 };
      const n = num(/(\d+) requests in/);
      if (!n) return no(new Error("wrk: " + o));
      ok({
        rps: num(/Requests\/sec:\s+([\d.]+)/),
        p99: lat ? lat[1] * U[lat[2]] : NaN,
        p50: p50 ? p50[1] * U[p50[2]] : NaN,
        n,
        bad: num(/Non-2xx or 3xx responses: (\d+)/) || 0,
        sockErr: /Socket errors: (.*)/.exec(o)?.[1] ?? "",
        share: spent / wall,
        wrkShare: own / HZ / wall,
        foreign: Math.max(0, (busyAll() - busy0 - own) / HZ - spent) / wall, // CPUs' worth used by the server / by wrk / by strangers
        cpu: ((after.u + after.s - before.u - before.s) / HZ / n) * 1e6,
        user: ((after.u - before.u) / HZ / n) * 1e6,
        sys: ((after.s - before.s) / HZ / n) * 1e6,
      });
    });
  });
}
const med = (a) => {
  const b = a.filter((x) => !Number.isNaN(x)).sort((x, y) => x - y);
  return b.length ? (b.length & 1 ? b[b.length >> 1] : (b[b.length / 2 - 1] + b[b.length / 2]) / 2) : NaN;
};
const load = () => readFileSync("/proc/loadavg", "utf8").split(" ")[0];
// how much of the two CPUs somebody else used (steal excluded): noise indicator
// Wait (at most `max` s) for a moment in which strangers leave both CPUs alone.
let _waited = 0;
async function quietMoment(max) {
  for (let t = 0; t < max; t += 0.25) {
    const b = busyAll();
    await sleep(250);
    const f = (busyAll() - b) / HZ / 0.25;
    if (f < 0.25) return;
    _waited += 0.25;
  }
}
const t0 = Date.now();
const result = {
  keep: !!args.keep,
  node: execFileSync(NODE, ["-v"]).toString().trim(),
  date: new Date().toISOString(),
  conns: CONNS,
  secs: SECS,
  rounds: ROUNDS,
  launches: LAUNCHES,
  headers: args.headers ?? "rich",
  base: SERVERS[0],
  workloads: {},
};
let failed = 0;
for (const wn of WL) {
  const w = WORK[wn];
  let ss = [];
  const acc = new Map();
  const lost = new Set();
  // Every server is launched LAUNCHES times (JIT and heap state differ from launch to launch); a launch is warmed at once
  // (an idle Node 22 shrinks its heap after some 8 s and then stays ~25 % slower) and measured in interleaved rounds.
  for (let launch = 0; launch < (args["verify-only"] ? 1 : LAUNCHES); launch++) {
    ss = [];
    for (const [slot, name] of SERVERS.entries()) {
      if (lost.has(slot)) continue;
      let s;
      try {
        s = await start(locate(name));
      } catch (e) {
        console.error(`!! ${name}: ${e.message}`);
        failed++;
        lost.add(slot);
        continue;
      }
      try {
        s.slot = slot;
        s.extra = await w.verify(s.port);
        if (args["verify-only"]) console.log(`ok ${wn} ${name} ${s.extra.note ?? ""}`);
        else await wrk(s, w, s.extra, WARM);
        ss.push(s);
      } catch (e) {
        lost.add(slot);
        if (/: 404/.test(e.message) || /: 501/.test(e.message) || /first 404/.test(e.message))
          console.error(`-- ${name}: no ${wn}`);
        else {
          failed++;
          console.error(`!! ${name} ${wn}: ${e.message} ${s.err.slice(-300)}`);
        }
        await stop(s);
      }
    }
    agent.destroy();
    if (args["verify-only"]) {
      for (const s of ss) await stop(s);
      break;
    }
    const n = Math.floor(ROUNDS / LAUNCHES) + (launch < ROUNDS % LAUNCHES ? 1 : 0);
    for (let r = 0; r < n; r++)
      for (const s of ss) {
        if (PATIENCE && (Date.now() - t0) / 1000 < BUDGET * 0.9) await quietMoment(PATIENCE);
        if (!acc.has(s.slot)) acc.set(s.slot, { name: s.name, extra: s.extra, samples: [], rss: 0 });
        acc.get(s.slot).samples.push(await wrk(s, w, s.extra, SECS));
      }
    for (const s of ss) {
      const a = acc.get(s.slot);
      if (a) a.rss = Math.max(a.rss, hwm(s.pid));
      await stop(s);
    }
  }
  ss = [...acc.values()].filter(
    (s) => s.samples.length === Math.max(...[...acc.values()].map((x) => x.samples.length)),
  );
  if (!args["verify-only"] && ss.length) {
    // Throughput only counts where strangers used less than 0.15 CPU (in this sample and in the base's of the same round), if at least 2 such rounds exist.
    const base = ss[0];
    const rows = ss.map((s) => {
      const quiet = s.samples.map((x, i) => x.foreign < 0.15 && base.samples[i].foreign < 0.15);
      const use = quiet.filter(Boolean).length >= 2 ? quiet : quiet.map(() => true);
      const pick = (f) => med(s.samples.map(f).filter((_, i) => use[i]));
      const g = (k) => pick((x) => x[k]);
      return {
        name: s.name,
        rps: g("rps"),
        quiet: quiet.filter(Boolean).length,
        ratio: pick((x, i) => x.rps / base.samples[i].rps),
        cpu: g("cpu"),
        user: g("user"),
        sys: g("sys"),
        share: g("share"),
        wrkShare: g("wrkShare"),
        cpuRatio: pick((x, i) => base.samples[i].cpu / x.cpu),
        p50: g("p50"),
        p99: g("p99"),
        rss: s.rss,
        bad: s.samples.reduce((t, x) => t + x.bad, 0),
        sockErr: s.samples.map((x) => x.sockErr).find(Boolean) ?? "",
        note: s.extra.note ?? "",
        spread:
          (Math.max(...s.samples.map((x) => x.rps)) - Math.min(...s.samples.map((x) => x.rps))) / g("rps"),
        cpuSpread:
          (Math.max(...s.samples.map((x) => x.cpu)) - Math.min(...s.samples.map((x) => x.cpu))) / g("cpu"),
        samples: s.samples,
      };
    });
    result.workloads[wn] = rows.map((r) => r);
    const F = (x, n = 1) => (Number.isFinite(x) ? x.toFixed(n) : "-");
    console.log(
      `\n${w.title}   node ${result.node}, load ${load()}, t+${Math.round((Date.now() - t0) / 1000)}s`,
    );
    const head = [
      "server",
      "req/s",
      "ratio",
      "CPU us/req",
      "(user",
      "sys)",
      "CPU ratio",
      "p99 ms",
      "RSS MB",
      "srv/wrk CPU",
      "quiet",
      "spread",
      "bad",
      "note",
    ];
    const tab = rows.map((r) => [
      r.name,
      F(r.rps, 0),
      F(r.ratio, 3),
      F(r.cpu, 2),
      F(r.user, 1),
      F(r.sys, 1),
      F(r.cpuRatio, 3),
      F(r.p99, 2),
      F(r.rss, 0),
      `${F(r.share, 2)}/${F(r.wrkShare, 2)}`,
      `${r.quiet}/${ROUNDS}`,
      `${F(r.spread * 100, 0)}%/${F(r.cpuSpread * 100, 0)}%`,
      String(r.bad),
      [r.note, r.sockErr].filter(Boolean).join(" "),
    ]);
    if (args.md) {
      console.log("|" + head.join("|") + "|\n|" + head.map(() => "---").join("|") + "|");
      for (const t of tab) console.log("|" + t.join("|") + "|");
    } else {
      const W = head.map((h, i) => Math.max(h.length, ...tab.map((t) => t[i].length)));
      for (const t of [head, ...tab])
        console.log(
          t.map((c, i) => (i === 0 || i === head.length - 1 ? c.padEnd(W[i]) : c.padStart(W[i]))).join("  "),
        );
    }
    for (const r of rows)
      if (r.bad) {
        failed++;
        console.error(`!! ${r.name} ${wn}: ${r.bad} bad responses`);
      }
  }
}
if (args.out && !args["verify-only"]) writeFileSync(args.out, JSON.stringify(result, null, 1));
console.error(`done in ${Math.round((Date.now() - t0) / 1000)} s${failed ? `, ${failed} FAILURES` : ""}`);
process.exit(failed ? 1 : 0);
