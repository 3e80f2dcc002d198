from flask import Flask, current_app, g, has_app_context, has_request_context, request, url_for

log = []
app = Flask(__name__)
other = Flask("other")


@app.get("/")
def index():
    g.x = "of the request"
    with app.app_context():
        log.append(f"{has_app_context()} {has_request_context()} {g.get('x')}")
        g.x = "of the inner context"
        try:
            log.append(request.path)
        except RuntimeError:
            log.append("no request")
    with other.app_context():
        log.append(f"{current_app.name} {g.get('x')}")
    log.append(f"{current_app.name == app.name} {g.x}")
    return url_for("index")
