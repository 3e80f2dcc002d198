from flask import Blueprint, Flask, request, url_for

log = []
app = Flask(__name__)


def x(**values):
    return f"{request.endpoint} {request.blueprint} {sorted(values.items())}"


def make(name, **options):
    made = Blueprint(name, __name__, **options)
    made.add_url_rule("/x", "x", x)
    return made


a = make("a", url_prefix="/a")
a.add_url_rule("/", "home", x)
app.register_blueprint(a)
app.register_blueprint(a, url_prefix="/renamed", name="renamed")
app.register_blueprint(make("b"), url_prefix="/b")
app.register_blueprint(make("slash", url_prefix="/slash/"))

grand = make("grand", url_prefix="/grand")
child = make("child", url_prefix="/child")
child.register_blueprint(grand)
parent = Blueprint("parent", __name__, url_prefix="/parent")
parent.register_blueprint(child)
parent.register_blueprint(make("second", url_prefix="/own"), url_prefix="/given")
app.register_blueprint(parent)

defaults = Blueprint("defaults", __name__, url_prefix="/defaults", url_defaults={"kind": "default", "extra": 1})
defaults.add_url_rule("/page", "page", x)
defaults.add_url_rule("/other", "other", x, defaults={"kind": "own"})
app.register_blueprint(defaults, url_defaults={"extra": 2})

recorded = Blueprint("recorded", __name__, url_prefix="/recorded")


@recorded.record
def every_time(state):
    log.append(f"record {state.first_registration} {state.url_prefix} {sorted(state.options)} {state.app.name}")


@recorded.record_once
def only_once(state):
    log.append(f"record_once {state.blueprint.name}")


app.register_blueprint(recorded)
app.register_blueprint(recorded, name="again", url_prefix="/again")

empty = Blueprint("empty", __name__, url_prefix="/exact")
empty.add_url_rule("", "exact", x)
app.register_blueprint(empty)

exact = Blueprint("ep", __name__)


@exact.endpoint("zed")
def zed():
    return f"zed {request.endpoint}"


app.register_blueprint(exact)
app.add_url_rule("/own-endpoint", endpoint="zed")


@app.get("/urls")
def urls():
    return " ".join(
        url_for(endpoint) for endpoint in ("a.x", "renamed.x", "parent.child.grand.x", "parent.second.x", "a.home")
    )


def lists():
    log.append(",".join(app.blueprints))
    log.append(",".join(blueprint.name for blueprint in app.iter_blueprints()))


def mistakes():
    for label, action in (
        ("dot in an endpoint", lambda: Blueprint("m", __name__).add_url_rule("/", "a.b", x)),
        ("dot in a name", lambda: Blueprint("a.b", __name__)),
        ("empty name", lambda: Blueprint("", __name__)),
        ("rule without slash", lambda: app.register_blueprint(bad_rule())),
    ):
        try:
            action()
            log.append(f"{label}: fine")
        except (ValueError, AssertionError):
            log.append(f"{label}: error")


def bad_rule():
    made = Blueprint("bad", __name__)
    made.add_url_rule("no-slash", "x", x)
    return made
