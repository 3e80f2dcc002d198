import asyncio

from flask import Flask, g, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.before_request
async def before():
    await asyncio.sleep(0)
    g.user = "ann"
    log.append("before")


@app.after_request
async def after(response):
    await asyncio.sleep(0)
    log.append(f"after {g.user}")
    response.headers["X-User"] = g.user
    return response


@app.teardown_request
async def teardown(error):
    await asyncio.sleep(0)
    log.append("teardown")


@app.errorhandler(ValueError)
async def failed(error):
    await asyncio.sleep(0)
    return f"handled {error}", 400


@app.get("/")
async def index():
    await asyncio.sleep(0)
    session["user"] = g.user
    return f"hello {g.user}"


@app.get("/fail")
async def fail():
    await asyncio.sleep(0)
    raise ValueError("broken")
