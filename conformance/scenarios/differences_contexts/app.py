import click
from flask import Flask, g, has_app_context, request, session
from flask.cli import FlaskGroup
from flask.json.provider import DefaultJSONProvider

log = []


class Shouting(DefaultJSONProvider):
    def dumps(self, value, **options):
        return super().dumps(value, **options).replace("quiet", "LOUD")


class Shouter(Flask):
    json_provider_class = Shouting


app = Shouter(__name__)
app.secret_key = "contexts"


class Point:
    def __init__(self):
        self.x = 1


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


def word(value):
    return "nothing" if value is None else str(value)


@app.get("/pop_absent")
def pop_absent():
    popped = {"g": lambda: g.pop("absent"), "session": lambda: session.pop("absent"), "last": session.popitem}
    return {name: word(attempt(function)) for name, function in popped.items()}


@app.get("/instance_kept")
def instance_kept():
    session["point"] = Point()
    return "kept"


@app.get("/names_of_methods")
def names_of_methods():
    session["keys"] = 1
    g.pop = 2
    return {"session": word(session["keys"]), "g": word(g.pop)}


@app.get("/large_session")
def large_session():
    session["list"] = [str(number) for number in range(2000, 6000)]
    return "sent"


@app.get("/provider_of_sessions")
def provider_of_sessions():
    session["word"] = "quiet"
    return {"word": "quiet"}


@app.get("/forgotten_return")
def forgotten_return():
    return "answer"


@app.after_request
def forget(response):
    return None if request.path == "/forgotten_return" else response


@app.errorhandler(500)
def broken(error):
    return "handled", 500


@app.cli.command("bare", with_appcontext=False)
def bare():
    log.append(f"has a context: {has_app_context()}")


@click.group(cls=FlaskGroup, create_app=lambda: app)
def cli():
    """The command line."""


def command_without_context():
    cli.main(args=["bare"], standalone_mode=False)


def large_session_in_debug_mode():
    app.debug = True
    try:
        return attempt(lambda: app.test_client().get("/large_session").text)
    finally:
        app.debug = False


def nameless_view():
    own = Flask("own")
    return attempt(lambda: own.get("/")(lambda: "") and list(own.view_functions))


def dispatched(*context):
    return attempt(lambda: app.full_dispatch_request(*context).get_data(as_text=True))


def dispatch_by_hand():
    with app.test_request_context("/provider_of_sessions") as context:
        return [dispatched(), dispatched(context)]


def members_of_an_app():
    names = "ensure_sync async_to_sync wsgi_app auto_find_instance_path should_ignore_error update_template_context default_config"
    tables = "before_request_funcs error_handler_spec shell_context_processors"
    return {name: hasattr(app, name) for name in f"{names} {tables}".split()}
