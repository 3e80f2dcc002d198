import {
  abort,
  Blueprint,
  Flask,
  flash,
  g,
  redirect,
  render_template,
  request,
  session,
  url_for,
  wraps,
} from "miniflask";

interface User {
  id: number;
  username: string;
  password: string;
}
interface Post {
  id: number;
  author_id: number;
  username: string;
  title: string;
  body: string;
}

export const log: string[] = [];
const users: User[] = [];
const posts: Post[] = [];
const auth = new Blueprint("auth", import.meta.url, { url_prefix: "/auth" });
const blog = new Blueprint("blog", import.meta.url);
const FORM = { methods: ["GET", "POST"] };

function login_required<V, R>(view: (values: V) => R) {
  return wraps(view, (values: V) => (g.user === null ? redirect(url_for("auth.login")) : view(values)));
}

auth.before_app_request(function load_user() {
  const user_id = session.get("user_id");
  g.user = user_id === undefined ? null : users[user_id - 1];
});

auth.route("/register", FORM, function register() {
  if (request.method === "POST") {
    const { username, password } = request.form as unknown as User;
    let error: string | null = null;
    if (!username) error = "Username is required.";
    else if (users.some((user) => user.username === username))
      error = `User ${username} is already registered.`;
    if (error === null) {
      users.push({ id: users.length + 1, username, password });
      return redirect(url_for("auth.login"));
    }
    flash(error);
  }
  return render_template("auth/form.html", { title: "Register" });
});

auth.route("/login", FORM, function login() {
  if (request.method === "POST") {
    const found = users.find((user) => user.username === request.form["username"]);
    if (found?.password === request.form["password"]) {
      session.clear();
      session.user_id = found?.id;
      return redirect(url_for("index"));
    }
    flash("Incorrect username or password.");
  }
  return render_template("auth/form.html", { title: "Log In" });
});

auth.route("/logout", function logout() {
  session.clear();
  return redirect(url_for("index"));
});

blog.route("/", function index() {
  return render_template("blog/index.html", { posts });
});

function get_post(id: number): Post {
  const post = posts.find((candidate) => candidate.id === id);
  if (post === undefined) return abort(404, `Post id ${id} doesn't exist.`);
  if (post.author_id !== g.user.id) return abort(403);
  return post;
}

blog.route(
  "/create",
  FORM,
  login_required(function create() {
    if (request.method === "POST") {
      if (!request.form["title"]) flash("Title is required.");
      else {
        const { title, body } = request.form as unknown as Post;
        posts.push({ id: posts.length + 1, author_id: g.user.id, username: g.user.username, title, body });
        return redirect(url_for("blog.index"));
      }
    }
    return render_template("blog/form.html");
  }),
);

blog.route(
  "/<int:id>/update",
  FORM,
  login_required(function update({ id }: { id: number }) {
    const post = get_post(id);
    if (request.method === "POST") {
      Object.assign(post, { title: request.form["title"], body: request.form["body"] });
      return redirect(url_for("blog.index"));
    }
    return render_template("blog/form.html", { post });
  }),
);

blog.route(
  "/<int:id>/delete",
  { methods: ["POST"] },
  login_required(function remove({ id }: { id: number }) {
    posts.splice(posts.indexOf(get_post(id)), 1);
    return redirect(url_for("blog.index"));
  }),
);

function create_app() {
  const made = new Flask(import.meta.url);
  made.config.from_mapping({ SECRET_KEY: "dev of a blog" });
  made.register_blueprint(auth);
  made.register_blueprint(blog);
  made.add_url_rule("/", { endpoint: "index", view_func: made.view_functions["blog.index"]! });
  return made;
}

export const app = create_app();
