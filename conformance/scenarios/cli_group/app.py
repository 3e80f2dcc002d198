import click
from flask import Blueprint, Flask, current_app, g, has_app_context
from flask.cli import AppGroup, FlaskGroup

log = []
app = Flask(__name__)


def create_app(name="made"):
    log.append("create_app")
    made = Flask(name)
    bp = Blueprint("bp", __name__)

    @made.teardown_appcontext
    def teardown(error):
        if not isinstance(error, click.UsageError):
            log.append(f"teardown {error}")

    @made.cli.command("from-app")
    @click.argument("words", nargs=-1)
    def from_app(words):
        log.append(f"from app {current_app.name} {current_app.debug} {list(words)}")

    @made.cli.command("own")
    def shadowed():
        log.append("the app's own")

    @made.cli.command("fails")
    def fails():
        raise RuntimeError("broken")

    @bp.cli.command("sweep")
    def sweep():
        log.append(f"sweep {current_app.name}")

    made.register_blueprint(bp)
    made.register_blueprint(bp, name="second")
    return made


@click.group(cls=FlaskGroup, create_app=create_app)
def cli():
    """Management script."""


@cli.command("own")
@click.option("--count", default=1)
def own(count):
    g.count = count
    log.append(f"own {g.count} {current_app.name}")


@cli.command("bare", with_appcontext=False)
def bare():
    log.append(f"bare {has_app_context()}")


users = AppGroup("users", help="Work on users.")


@users.command("add")
@click.argument("name")
def add(name):
    log.append(f"add {name} {current_app.name}")


cli.add_command(users)


def run(*args):
    try:
        cli.main(args=list(args), standalone_mode=False)
        log.append("done")
    except Exception as error:
        log.append(f"raised {str(error) or 'nothing'}" if isinstance(error, RuntimeError) else "usage error")


def own_commands():
    run("own")
    run("own", "--count", "3")
    run("bare")
    run("users", "add", "ann")


def commands_of_the_app():
    run("from-app", "a", "b")
    run("fails")
    run("bp", "sweep")
    run("second", "sweep")


def debug():
    run("--debug", "from-app")
    run("--no-debug", "from-app")


def mistakes():
    run("fly")
    run("own", "--bogus")
    run("own", "--count", "x")
    run("users", "add")


def with_a_context():
    other = create_app("other")
    runner = other.test_cli_runner()
    result = runner.invoke(cli, ["own", "--count", "7"])
    log.append(f"{result.exit_code}")
    result = runner.invoke(cli, ["from-app", "x"])
    log.append(f"{result.exit_code}")
    result = runner.invoke(cli, ["fly"])
    log.append(f"{result.exit_code}")
    result = runner.invoke(users, ["add", "bob"])
    log.append(f"{result.exit_code}")
    with other.app_context():
        g.count = 0
        runner.invoke(cli, ["own", "--count", "8"])
        log.append(f"afterwards {g.count}")
        runner.invoke(args=["from-app"])
