from blinker import Namespace
from flask import Flask, Response, flash, g, got_request_exception, message_flashed, render_template_string, request, request_finished, request_started, session, template_rendered

log = []
app = Flask(__name__)
app.secret_key = "signals"
shop = Namespace()
sold = shop.signal("sold")


@request_started.connect_via(app)
def started(sender, **extra):
    g.number = int(request.args.get("n", 0))
    log.append(f"started {request.method} {request.path} {request.endpoint}")
    if g.number == 13:
        raise RuntimeError("unlucky")


@request_finished.connect_via(app)
def finished(sender, response, **extra):
    response.headers["X-Finished"] = str(response.status_code)
    session["late"] = "not saved any more"
    log.append(f"finished {response.status_code} {g.number}")
    if g.number == 14:
        raise RuntimeError("finished badly")


@got_request_exception.connect_via(app)
def got(sender, exception, **extra):
    log.append(f"got {exception}")


@sold.connect
def first(sender, **extra):
    log.append(f"sold {extra['what']} {extra.get('price')}")
    return "first"


@message_flashed.connect_via(app)
def flashed(sender, message, category, **extra):
    log.append(f"flashed {message!r} {category}")


@template_rendered.connect_via(app)
def rendered(sender, template, context, **extra):
    log.append(f"rendered {sorted(k for k in context if k not in ('g', 'request', 'session'))}")


@app.get("/")
def index():
    answers = sold.send(app, what="lamp", price=3)
    log.append(str([answer for _, answer in answers]))
    flash("sold", "ok")
    return render_template_string("{{ a }}{{ g.number }}", a=1)


@app.get("/fail")
def fail():
    session["x"] = 1
    raise ValueError("failing")


@app.get("/half")
def half():
    return render_template_string("{{ a }}{{ missing.attribute }}", a=1)


def quiet():
    sold.disconnect(first)
    log.append(str(sold.send(app, what="x")))
    log.append(f"{bool(sold.receivers)} {sold.has_receivers_for(app)}")


# Only one receiver at a time: in which order blinker calls two is left open.
def swap():
    def once(sender, **extra):
        g.number = 99
        log.append("once")
        request_started.disconnect(once, app)
        request_started.connect(started, app)

    request_started.disconnect(started, app)
    request_started.connect(once, app, weak=False)  # else Python may drop it at its next collection
