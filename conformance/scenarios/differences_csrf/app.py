from flask import Flask, render_template_string
from flask_wtf.csrf import CSRFProtect, generate_csrf

log = []
app = Flask(__name__)
app.secret_key = "forms"
csrf = CSRFProtect(app)
csrf.exempt("app.hook")


@app.get("/token")
def token():
    return generate_csrf()


@app.post("/change")
def change():
    return "changed"


@app.post("/hook")
def hook():
    return "hooked"


@app.post("/stream")
def stream():
    return "streamed"


@app.get("/own_global")
def own_global():
    app.jinja_env.globals["csrf_token"] = lambda: "the app's own"
    own = render_template_string("{{ csrf_token() == \"the app's own\" }}")
    app.jinja_env.globals["csrf_token"] = generate_csrf
    return own
