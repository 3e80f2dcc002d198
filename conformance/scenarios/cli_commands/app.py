import click
from flask import Blueprint, Flask, current_app, g, has_app_context

log = []
app = Flask(__name__)
named = Blueprint("named", __name__)
merged = Blueprint("merged", __name__, cli_group=None)
renamed = Blueprint("renamed", __name__, cli_group="other")


@app.teardown_appcontext
def teardown(error):
    log.append(f"teardown {error or 'none'}")


@app.cli.command("greet")
@click.argument("name")
@click.option("--loud", is_flag=True)
@click.option("--times", default=1, type=int)
def greet(name, loud, times):
    for _ in range(times):
        click.echo(f"hello {name}{'!' if loud else ''}")


@app.cli.command()
def init_db():
    g.ready = True
    click.echo(f"{current_app.name} {g.ready}")


@app.cli.command("outside", with_appcontext=False)
def outside():
    click.echo(str(has_app_context()))


@app.cli.command("fail")
def fail():
    raise RuntimeError("broken")


users = app.cli.group("users")(lambda: None)


@users.command("add")
@click.argument("names", nargs=-1)
def add(names):
    click.echo(",".join(names))


@named.cli.command("hi")
@merged.cli.command("merged-hi")
@renamed.cli.command("hi")
def hi():
    click.echo("hi")


for bp in (named, merged, renamed):
    app.register_blueprint(bp)


def run(*args):
    result = app.test_cli_runner().invoke(args=list(args))
    log.append(f"{result.exit_code} {result.stdout.strip()}")
    return result


def commands():
    run("greet", "ann")
    run("greet", "ann", "--loud", "--times", "2")
    run("users", "add", "a", "b")
    run("users", "add")
    log.append(str(app.test_cli_runner().invoke(init_db).exit_code))


def contexts():
    run("init-db")
    run("outside")


def blueprints():
    run("named", "hi")
    run("merged-hi")
    run("other", "hi")


def failures():
    result = run("fail")
    log.append(str(result.exception))
    for args in (["greet"], ["greet", "ann", "--times", "many"], ["nothing"], ["greet", "ann", "--unknown"]):
        log.append(str(app.test_cli_runner().invoke(args=args).exit_code))
