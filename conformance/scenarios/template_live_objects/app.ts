import { Flask, g, render_template, session } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "live objects";
app.config.OWN = "own value";

class User {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

app.route("/page/<int:id>", { methods: ["GET", "POST"] }, function page() {
  session.user = "ann";
  session.list = [1, 2];
  g.user = new User("bob");
  g.number = 41;
  return render_template("page.html");
});
