from flask import Flask, current_app, g, has_app_context, has_request_context

log = []
app = Flask(__name__)
other = Flask("other")


@app.teardown_appcontext
def teardown(error):
    log.append(f"teardown {'none' if error is None else error}")


def inside():
    log.append(f"{has_app_context()} {has_request_context()}")
    with app.app_context():
        log.append(f"{current_app.name} {has_app_context()} {has_request_context()}")
        g.value = 1
    with app.app_context():
        log.append(f"fresh g: {'value' not in g}")


def globals_of_a_context():
    with app.app_context():
        g.a = 1
        g.b = 2
        log.append(f"{g.get('a')} {g.get('missing')} {g.get('missing', 'default')}")
        log.append(f"{g.setdefault('a', 9)} {g.setdefault('c', 3)}")
        log.append(f"{g.pop('b')} {g.pop('b', 'gone')}")
        log.append(f"{'a' in g} {'b' in g} {sorted(g)}")
        del g.a
        log.append(f"{sorted(g)}")


def with_error():
    try:
        with app.app_context():
            raise ValueError("inside")
    except ValueError as error:
        log.append(f"came out: {error}")


def nested():
    with app.app_context():
        g.x = "outer"
        with other.app_context():
            log.append(f"{current_app.name} {'x' in g}")
        with app.app_context():
            log.append(f"{current_app.name} {'x' in g}")
        log.append(g.x)


def outside():
    for name, use in (("current_app", lambda: current_app.name), ("g", lambda: g.x)):
        try:
            use()
        except RuntimeError as error:
            log.append(f"{name}: {str(error).splitlines()[0][:38]}")


@app.get("/")
def index():
    return f"{current_app.name} {has_app_context()} {has_request_context()} {sorted(g)}"
