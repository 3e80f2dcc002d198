from flask import Flask, current_app, g

log = []


class Database:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("DATABASE_URL", "memory")
        app.extensions["database"] = {"opened": 0, "extension": self}
        app.teardown_appcontext(self.close)

    def connection(self):
        if "connection" not in g:
            state = current_app.extensions["database"]
            state["opened"] += 1
            g.connection = f"{current_app.config['DATABASE_URL']} {state['opened']}"
            log.append(f"open {g.connection}")
        return g.connection

    def close(self, error):
        connection = g.pop("connection", None)
        if connection is not None:
            log.append(f"close {connection} {error or 'fine'}")


database = Database()
app = Flask(__name__)
app.config["DATABASE_URL"] = "sqlite"
database.init_app(app)
other = Flask("other")
Database(other)


@app.get("/")
def index():
    return database.connection()


@app.get("/twice")
def twice():
    return f"{database.connection()} {database.connection()}"


@app.get("/unused")
def unused():
    return "unused"


@app.get("/fail")
def fail():
    database.connection()
    raise RuntimeError("broken")


def outside():
    with app.app_context():
        log.append(database.connection())
    with other.app_context():
        log.append(database.connection())
    try:
        database.connection()
    except RuntimeError:
        log.append("no context")
