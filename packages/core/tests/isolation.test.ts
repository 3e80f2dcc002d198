import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { g, request, session } from "@miniflask/core";
import { expect, test } from "vitest";
import { make_app } from "./support/make_app.ts";

const REQUESTS = 200;

test.for([{ live: false }, { live: true }])(
  "%o: 200 concurrent requests never see another's g, session or request",
  async (options) => {
    const app = make_app();
    app.before_request(async function remember() {
      g.name = request.args.get("name");
      await turn();
    });
    app.get("/", async function index() {
      const name = request.args["name"]!;
      session.name = name;
      for (let round = 0; round < 4; round++) {
        await (round % 2 ? turn() : sleep(Number(name) % 7));
        expect([g.name, session.name, request.args.name]).toEqual([name, name, name]);
      }
      return name;
    });
    app.get("/again", function again() {
      return String(session.name);
    });
    const clients = Array.from({ length: REQUESTS }, () => app.test_client(options));
    try {
      const answers = await Promise.all(clients.map((client, name) => client.get(`/?name=${name}`)));
      const later = await Promise.all(clients.map((client) => client.get("/again")));
      expect(answers.map((answer) => answer.text)).toEqual(clients.map((_, name) => String(name)));
      expect(later.map((answer) => answer.text)).toEqual(clients.map((_, name) => String(name)));
    } finally {
      await Promise.all(clients.map((client) => client.close()));
    }
  },
);
