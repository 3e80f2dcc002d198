import sys

import click
from flask import Blueprint, Flask, current_app, g, session, url_for
from flask.cli import AppGroup, with_appcontext
from flask.testing import FlaskCliRunner

log = []


class Runner(FlaskCliRunner):
    def invoke(self, *args, **kwargs):
        log.append("own runner")
        return super().invoke(*args, **kwargs)


app = Flask(__name__)
app.config["SERVER_NAME"] = "cli.test"
app.test_cli_runner_class = Runner
jobs = AppGroup("jobs")
bp = Blueprint("reports", __name__)


@app.cli.command("greet")
@click.argument("name", default="world")
def greet(name):
    g.name = name
    click.echo(f"Hello {g.name} from {current_app.name == app.name}")


@app.cli.command("where")
def where():
    click.echo(url_for("static", filename="x.css"))


@jobs.command("run")
@click.argument("names", nargs=-1)
@click.option("--dry/--no-dry", default=False)
@click.option("-n", "--times", type=int, default=1)
def run(names, dry, times):
    for name in names:
        click.echo(f"{'would run' if dry else 'ran'} {name} x{times}")
    if not names:
        click.echo("nothing to do", err=True)
        sys.exit(3)


@bp.cli.command("monthly")
def monthly():
    click.echo("report")
    raise ValueError("no data")


@app.teardown_appcontext
def teardown(error):
    log.append(f"teardown {g.get('name')}")


app.cli.add_command(jobs)
app.register_blueprint(bp)


def invoke(*args):
    result = app.test_cli_runner().invoke(args=list(args))
    log.append(f"{result.exit_code} {result.stdout.strip()!r} {type(result.exception).__name__ if result.exception and not isinstance(result.exception, SystemExit) else None}")
    return result


def commands():
    invoke("greet")
    invoke("greet", "ann")
    invoke("where")
    invoke("jobs", "run", "a", "b", "--dry", "-n", "2")
    log.append(repr(invoke("jobs", "run").stderr.strip()))
    log.append(str(invoke("reports", "monthly").exception))
    result = app.test_cli_runner().invoke(greet, ["direct"])
    log.append(f"{result.exit_code} {result.output.strip()}")
    result = app.test_cli_runner().invoke(greet, args=["by name"])
    log.append(f"{result.exit_code} {result.output.strip()}")
