import asyncio
from flask import Blueprint, Flask, abort, after_this_request, current_app, g, request, session, stream_with_context, url_for
from flask.views import MethodView, View

log = []
app = Flask(__name__)
app.secret_key = "k"
app.logger.disabled = True
bp = Blueprint("bp", __name__, url_prefix="/bp")
deep = Blueprint("deep", __name__, url_prefix="/deep/<int:n>")


class Late(Exception):
    pass


@app.before_request
async def before():
    await asyncio.sleep(0)
    g.order = ["app"]
    if request.args.get("stop") == "app":
        return "stopped by app", 202


@bp.before_request
def sync_before():
    g.order.append("bp")


@deep.before_request
async def deep_before():
    await asyncio.sleep(0)
    g.order.append("deep")
    if request.args.get("stop") == "deep":
        abort(409)


@deep.url_value_preprocessor
def values(endpoint, view_args):
    view_args["n"] *= 10


@app.after_request
async def after(response):
    await asyncio.sleep(0)
    response.headers["X-Order"] = ",".join(g.get("order", []))
    return response


@deep.after_request
def deep_after(response):
    g.order.append("deep after")
    return response


@bp.teardown_request
async def teardown(error):
    await asyncio.sleep(0)
    log.append(f"teardown {request.path} {error}")


@app.teardown_appcontext
async def teardown_app(error):
    await asyncio.sleep(0)
    log.append(f"app over {g.get('order')}")


@bp.errorhandler(Late)
async def late(error):
    await asyncio.sleep(0)
    return f"late {error} {request.endpoint} {current_app.name}", 418


@app.errorhandler(409)
async def conflict(error):
    await asyncio.sleep(0)

    @after_this_request
    async def mark(response):
        response.headers["X-Mark"] = "conflict"
        return response

    return f"conflict in {g.order}", 409


class Page(View):
    async def dispatch_request(self, n):
        await asyncio.sleep(0)
        return f"{n} {g.order} {url_for('.page', n=n)}"


class Methods(MethodView):
    async def get(self, n):
        results = await asyncio.gather(*(self.part(i) for i in range(3)))
        return {"parts": results, "n": n}

    async def part(self, i):
        await asyncio.sleep(0)
        return f"{i} {request.path} {session.get('seen')}"

    async def post(self, n):
        session["seen"] = n
        raise Late(n)


deep.add_url_rule("/page", view_func=Page.as_view("page"))
deep.add_url_rule("/methods", view_func=Methods.as_view("methods"))


@bp.get("/plain")
def plain():
    return f"plain {g.order}"


@bp.get("/fails")
async def fails():
    await asyncio.sleep(0)
    raise RuntimeError("async failure")


bp.register_blueprint(deep)
app.register_blueprint(bp)
