from flask import Flask

log = []
app = Flask(__name__)
app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False


@app.get("/")
def index():
    return "index"


@app.get("/with", provide_automatic_options=True)
def with_options():
    return "with"
