from flask import Blueprint, Flask, request, url_for
from flask.blueprints import BlueprintSetupState

log = []
app = Flask(__name__)


class LoudState(BlueprintSetupState):
    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        log.append(f"adding {rule} {endpoint} {self.url_prefix} {self.first_registration}")
        super().add_url_rule(rule + "!", endpoint, view_func, **options)


class LoudBlueprint(Blueprint):
    def make_setup_state(self, app, options, first_registration=False):
        log.append(f"state {self.name} {sorted(options)} {first_registration}")
        return LoudState(self, app, options, first_registration)

    def register(self, app, options):
        log.append(f"registering {self.name}")
        super().register(app, options)
        log.append(f"registered {self.name}")


loud = LoudBlueprint("loud", __name__, url_prefix="/loud", url_defaults={"a": 1})
quiet = Blueprint("quiet", __name__, url_prefix="/quiet")
inner = LoudBlueprint("inner", __name__)


@loud.get("/x")
def x(**values):
    return f"{request.endpoint} {sorted(values.items())}"


inner.add_url_rule("/y", "y", x)
quiet.add_url_rule("/z", "z", x)


@quiet.record
def each(state):
    log.append(f"each {state.name} {state.name_prefix} {state.first_registration} {state.url_prefix} {state.subdomain} {sorted(state.url_defaults)} {state.blueprint is quiet} {state.app is app}")
    state.add_url_rule("/from-state", "from_state", x, defaults={"b": 2})


@quiet.record_once
def once(state):
    log.append(f"once {state.name}")
    state.app.config["ONCE"] = state.app.config.get("ONCE", 0) + 1


quiet.register_blueprint(inner, url_prefix="/in", url_defaults={"c": 3})
app.register_blueprint(loud)
app.register_blueprint(quiet)
app.register_blueprint(quiet, name="second", url_defaults={"a": 5})
app.register_blueprint(loud, name="loud2", url_prefix="/loud2", url_defaults={"a": 2, "b": 3})
other = Flask("other")
other.register_blueprint(quiet)
log.append(f"{app.config['ONCE']} {other.config['ONCE']}")


@app.get("/urls")
def urls():
    return " ".join(url_for(name) for name in ("loud.x", "loud2.x", "quiet.z", "quiet.inner.y", "second.inner.y", "second.from_state"))
