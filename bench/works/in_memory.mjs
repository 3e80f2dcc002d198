// Preload (--import) that takes a server's connections out of the kernel: the server never listens, its requests come from
// streams in the same process. What is left is the CPU time of JavaScript and of node:http, and the least of many short rounds
// holds still on a busy machine, where a run over sockets varies by a third. The load itself costs every server the same.
//     PORT=1 node --conditions @miniflask/source --import ./in_memory.mjs servers/miniflask.ts
// WORKS=w1,w3  ROUNDS=20  COOKIES=1000 (how many session cookies take turns; 1 unless told)
import { Server } from "node:net";
import { Duplex } from "node:stream";

const WORKS = (process.env.WORKS ?? "w1,w2,w3,w4,w5").split(",");
const ROUNDS = Number(process.env.ROUNDS ?? 14);
const COOKIES = Number(process.env.COOKIES ?? 1);
const CONNECTIONS = 8;
const REQUESTS = 4000;
const HEADERS =
  "Host: 127.0.0.1\r\nAccept: text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8\r\n" +
  "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en-GB,en;q=0.7\r\nUser-Agent: Mozilla/5.0 bench/1.0\r\n";
const FORM = "username=alice&password=correct-horse-battery-staple&remember=1";

class Connection extends Duplex {
  remoteAddress = "127.0.0.1";
  localAddress = "127.0.0.1";
  localPort = 80;
  on_answer = null;

  _read() {}
  _write(chunk, _encoding, done) {
    done();
    this.on_answer?.(chunk);
  }
  _writev(chunks, done) {
    done();
    this.on_answer?.(Buffer.concat(chunks.map(({ chunk }) => chunk)));
  }
  setTimeout() {
    return this;
  }
  setNoDelay() {
    return this;
  }
  setKeepAlive() {
    return this;
  }
}

let running = false;
Server.prototype.address = () => ({ address: "127.0.0.1", port: 80, family: "IPv4" });
Server.prototype.listen = function listen(...args) {
  const callback = args.find((arg) => typeof arg === "function");
  if (callback) this.once("listening", callback);
  setImmediate(() => this.emit("listening"));
  if (!running) setTimeout(measure, 300, this);
  running = true;
  return this;
};

async function measure(server) {
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection());
  for (const connection of connections) server.emit("connection", connection);
  const requests = await make_requests(connections);
  const best = new Map(WORKS.map((work) => [work, Number.POSITIVE_INFINITY]));
  for (const work of WORKS) await load(connections, requests[work], 6000);
  for (let round = 0; round < ROUNDS; round++) {
    for (const work of WORKS) {
      await load(connections, requests[work], 300);
      const start = process.cpuUsage();
      await load(connections, requests[work], REQUESTS);
      const { user, system } = process.cpuUsage(start);
      best.set(work, Math.min(best.get(work), (user + system) / REQUESTS));
    }
  }
  const figures = WORKS.map((work) => `${work} ${best.get(work).toFixed(2)}`);
  console.error(`${process.argv[1].split("/").at(-1).padEnd(14)} ${figures.join("  ")}  µs of CPU a request`);
  process.exit(0);
}

async function make_requests([connection]) {
  const get = (path, more = "") => Buffer.from(`GET ${path} HTTP/1.1\r\n${HEADERS}${more}\r\n`);
  const counts = [];
  let cookie = "";
  for (let count = 0; count < COOKIES; count++) {
    const answer = await ask(connection, get("/count", cookie));
    cookie = `Cookie: ${/set-cookie: ([^;\r]+)/i.exec(answer)?.[1]}\r\n`;
    counts.push(get("/count", cookie));
  }
  const form = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${FORM.length}\r\n`;
  return {
    w1: [get("/")],
    w2: [get("/users/42/posts/hello-world?page=2")],
    w3: counts,
    w4: [Buffer.from(`POST /login HTTP/1.1\r\n${HEADERS}${form}\r\n${FORM}`)],
    w5: [get("/page")],
  };
}

function ask(connection, request) {
  return new Promise((resolve) => {
    connection.on_answer = (chunk) => resolve(chunk.toString("latin1"));
    connection.push(request);
  });
}

/** One request at a time on each connection; every answer here comes in one piece. */
function load(connections, requests, count) {
  return new Promise((resolve) => {
    let sent = 0;
    let under_way = 0;
    const send = (connection) => {
      if (sent === count && under_way === 0) resolve();
      if (sent === count) return;
      const request = requests[sent++ % requests.length];
      under_way++;
      setImmediate(() => connection.push(request));
    };
    for (const connection of connections) {
      connection.on_answer = () => {
        under_way--;
        send(connection);
      };
    }
    for (const connection of connections) send(connection);
  });
}
