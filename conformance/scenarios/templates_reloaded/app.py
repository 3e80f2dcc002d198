import os
import pathlib
import tempfile

from flask import Flask, render_template

log = []
folder = tempfile.mkdtemp()
app = Flask(__name__, template_folder=folder)
times = 1


def write(text):
    global times
    times += 10
    path = pathlib.Path(folder, "page.html")
    path.write_text(text)
    os.utime(path, (times, times))


@app.get("/")
def index():
    return render_template("page.html", x=1)


def first():
    write("one {{ x }}")


def second():
    write("two {{ x }}")


def third():
    write("three {{ x }}")


def debug():
    app.debug = True
    log.append(str(app.jinja_env.auto_reload))


def no_debug():
    app.debug = False
    log.append(str(app.jinja_env.auto_reload))


def configured():
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    log.append(str(app.jinja_env.auto_reload))
    app.jinja_env.auto_reload = True


def gone():
    pathlib.Path(folder, "page.html").unlink()
    os.rmdir(folder)
