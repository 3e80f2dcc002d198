from flask import Blueprint, Flask, render_template, render_template_string, request, send_from_directory, url_for
from jinja2 import TemplateNotFound

log = []
app = Flask(__name__, static_url_path="", static_folder="public", template_folder="pages")
one = Blueprint("one", __name__, template_folder="one_pages", static_folder="one_files", url_prefix="/one")
two = Blueprint("two", __name__, template_folder="two_pages", static_folder="two_files", static_url_path="/assets")
deep = Blueprint("deep", __name__, template_folder="deep_pages", static_folder="one_files", static_url_path="/d/files", url_prefix="/deep")
bare = Blueprint("bare", __name__, static_folder="bare_files")


class Aged(Blueprint):
    def get_send_file_max_age(self, filename):
        return 5 if filename.endswith(".css") else None


aged = Aged("aged", __name__, static_folder="one_files", url_prefix="/aged")


def show(name):
    try:
        return render_template(name)
    except TemplateNotFound as error:
        return f"no {error.name}", 404


for bp in (one, two, deep):
    bp.add_url_rule(f"/{bp.name}-show/<path:name>", "show", show)
app.add_url_rule("/show/<path:name>", "show", show)
one.register_blueprint(deep)


@app.get("/urls")
def urls():
    return " ".join(url_for(f"{name}static", filename="a b.txt") for name in ("", "one.", "two.", "one.deep.", "bare.", "aged."))


@app.get("/lists")
def lists():
    return " ".join(sorted(app.jinja_env.list_templates()))


@two.get("/resource")
def resource():
    with two.open_resource("two_files/a.txt", "r") as f:
        return f.read()


@two.get("/own/<path:name>")
@aged.get("/own/<path:name>")
def own(name):
    return (two if request.blueprint == "two" else aged).send_static_file(name)


@two.get("/sent/<path:name>")
def sent(name):
    return send_from_directory(two.static_folder, name)


for bp in (two, one, bare, aged):
    app.register_blueprint(bp)


def facts():
    for owner in (app, one, two, deep, bare):
        log.append(f"{owner.static_url_path} {owner.has_static_folder} {(owner.static_folder or '').rsplit('/', 1)[-1]} {owner.template_folder}")
    log.append(str(app.send_static_file.__name__))
    no_folder = Flask("none", static_folder=None)
    log.append(f"{no_folder.static_url_path} {no_folder.has_static_folder} {'static' in no_folder.view_functions} {len(list(no_folder.url_map.iter_rules()))}")
    trailing = Flask("trailing", static_folder="public/")
    log.append(f"{trailing.static_url_path} {trailing.static_folder.rsplit('/', 1)[-1]}")
    nested = Flask("nested", static_folder="a/b/c", static_url_path="/x/")
    log.append(f"{nested.static_url_path} {[r.rule for r in nested.url_map.iter_rules()]}")
    for options in ({"static_host": "a.test"}, {"host_matching": True}, {"static_host": "a.test", "host_matching": True}, {"host_matching": True, "static_folder": None}):
        try:
            made = Flask("hosts", **options)
            log.append(f"fine {[(r.rule, r.host) for r in made.url_map.iter_rules()]}")
        except AssertionError:
            log.append("refused")
