import json
from flask import Config, Flask, Response, current_app, g, jsonify, render_template_string, request, session, url_for
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from jinja2 import Environment
from flask.templating import Environment as FlaskEnvironment
from werkzeug.routing import Map, Rule

log = []


class OwnConfig(Config):
    def shouted(self, key):
        return str(self[key]).upper()


class OwnRule(Rule):
    def __init__(self, string, **options):
        self.tag = options.pop("tag", "untagged")
        super().__init__(string, **options)


class OwnMap(Map):
    def tags(self):
        return sorted(f"{rule.endpoint}:{rule.tag}" for rule in self.iter_rules())


class OwnJSON(DefaultJSONProvider):
    sort_keys = False

    def dumps(self, obj, **kwargs):
        return super().dumps({"wrapped": obj} if isinstance(obj, dict) and "seen" not in obj else obj, **kwargs)

    @staticmethod
    def default(o):
        if isinstance(o, complex):
            return "complex"
        return DefaultJSONProvider.default(o)


class OwnSession(SecureCookieSessionInterface):
    salt = "own salt"

    def get_cookie_name(self, app):
        return "own_" + super().get_cookie_name(app)

    def get_cookie_samesite(self, app):
        return "Strict"

    def should_set_cookie(self, app, session):
        return super().should_set_cookie(app, session) and "quiet" not in session


class OwnClient(FlaskClient):
    def open(self, *args, **kwargs):
        log.append("client open")
        return super().open(*args, **kwargs)


class OwnEnvironment(FlaskEnvironment):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.globals["own"] = "own environment"


class OwnFlask(Flask):
    config_class = OwnConfig
    url_rule_class = OwnRule
    url_map_class = OwnMap
    json_provider_class = OwnJSON
    test_client_class = OwnClient
    jinja_environment = OwnEnvironment
    jinja_options = {"trim_blocks": True, "line_statement_prefix": "%"}
    session_interface = OwnSession()

    def create_url_adapter(self, request):
        if request is not None and request.path == "/moved":
            log.append("adapter for moved")
        return super().create_url_adapter(request)

    def make_response(self, rv):
        if isinstance(rv, int):
            rv = f"the number {rv}"
        return super().make_response(rv)

    def inject_url_defaults(self, endpoint, values):
        log.append(f"inject {endpoint}")
        super().inject_url_defaults(endpoint, values)

    def select_jinja_autoescape(self, filename):
        log.append(f"autoescape {filename}")
        return True

    def handle_url_build_error(self, error, endpoint, values):
        return f"no url for {endpoint}"

    def should_ignore_error(self, error):
        return False

    def get_send_file_max_age(self, filename):
        return 77

    def full_dispatch_request(self):
        return super().full_dispatch_request()


app = OwnFlask(__name__)
app.secret_key = "k"
app.config["WORD"] = "word"


@app.route("/", tag="home")
def index():
    session["seen"] = 1
    return jsonify(b=1, a=2)


@app.get("/quiet")
def quiet():
    session["quiet"] = True
    return "quiet"


@app.get("/number")
def number():
    return 42


@app.get("/dict")
def as_dict():
    return {"list": [1, 2]}


@app.get("/template")
def template():
    return render_template_string("% if true\n{{ own }} {{ '<' }}\n% endif\n{% if true %}\nx\n{% endif %}\n")


@app.get("/url")
def url():
    return f"{url_for('index')} {url_for('nothing', a=1)}"


def facts():
    log.append(app.config.shouted("WORD"))
    log.append(" ".join(app.url_map.tags()))
    log.append(type(app.config).__name__ + " " + type(app.url_map).__name__)


def by_client():
    log.append(app.test_client().get("/number").text)
