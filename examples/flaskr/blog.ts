import type { SQLOutputValue } from "node:sqlite";
import { abort, Blueprint, flash, g, redirect, render_template, request, url_for } from "miniflask";
import { login_required } from "./auth.ts";
import { get_db, timestamp } from "./db.ts";

export const blog = new Blueprint("blog", import.meta.url);

const POSTS =
  "SELECT p.id, title, body, created, author_id, username FROM post p JOIN user u ON p.author_id = u.id";

blog.route("/", function index() {
  const posts = get_db().prepare(`${POSTS} ORDER BY created DESC`).all().map(to_post);
  return render_template("blog/index.html", { posts });
});

blog.route(
  "/create",
  { methods: ["GET", "POST"] },
  login_required(function create() {
    if (request.method === "POST") {
      const { title, body } = read_form();
      if (title !== "") {
        const insert = get_db().prepare("INSERT INTO post (title, body, author_id) VALUES (?, ?, ?)");
        insert.run(title, body, g.user!.id); // login_required lets nobody else in
        return redirect(url_for("blog.index"));
      }
      flash("Title is required.");
    }
    return render_template("blog/create.html");
  }),
);

blog.route(
  "/<int:id>/update",
  { methods: ["GET", "POST"] },
  login_required(function update({ id }: { id: number }) {
    const post = get_own_post(id);
    if (request.method === "POST") {
      const { title, body } = read_form();
      if (title !== "") {
        get_db().prepare("UPDATE post SET title = ?, body = ? WHERE id = ?").run(title, body, id);
        return redirect(url_for("blog.index"));
      }
      flash("Title is required.");
    }
    return render_template("blog/update.html", { post });
  }),
);

blog.post(
  "/<int:id>/delete",
  { endpoint: "delete" }, // no function can have this name
  login_required(function delete_post({ id }: { id: number }) {
    get_own_post(id);
    get_db().prepare("DELETE FROM post WHERE id = ?").run(id);
    return redirect(url_for("blog.index"));
  }),
);

/** The post as the templates read it. Ends the request with 404 where there is none, with 403 where it is another's. */
function get_own_post(id: number) {
  const row = get_db().prepare(`${POSTS} WHERE p.id = ?`).get(id);
  if (row === undefined) abort(404, `Post id ${id} doesn't exist.`);
  if (row.author_id !== g.user?.id) abort(403);
  return to_post(row);
}

/** `created` as a Date: the templates call its `strftime`. */
function to_post(row: Record<string, SQLOutputValue>) {
  return { ...row, created: timestamp(row.created) };
}

/** A form without one of the two is a bad request: `request.form["title"]` answers 400 by itself. */
function read_form(): { title: string; body: string } {
  return { title: String(request.form["title"]), body: String(request.form["body"]) };
}
