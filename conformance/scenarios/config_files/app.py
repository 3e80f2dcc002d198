import json
import os
import tomllib

from flask import Flask

log = []
app = Flask(__name__)


def files():
    log.append(str(app.config.from_file("settings.json", load=json.load)))
    log.append(f"{app.config['FROM_JSON']} {'lower' in app.config}")
    log.append(str(app.config.from_file("settings.toml", load=tomllib.load, text=False)))
    log.append(f"{app.config['FROM_TOML']} {app.config['TABLE']['x']}")
    log.append(str(app.config.from_file("missing.json", load=json.load, silent=True)))
    try:
        app.config.from_file("missing.json", load=json.load)
    except OSError as error:
        log.append(f"names the file: {'missing.json' in str(error)}")


def programs():
    log.append(str(app.config.from_pyfile("settings.py")))
    log.append(f"{app.config['FROM_PROGRAM']} {app.config['SUM']} {'lower' in app.config}")
    log.append(str(app.config.from_pyfile("missing.py", silent=True)))


def named_by_environment():
    os.environ["CONFIG_FILES_SETTINGS"] = "settings.py"
    log.append(str(app.config.from_envvar("CONFIG_FILES_SETTINGS")))
    del os.environ["CONFIG_FILES_SETTINGS"]
    log.append(str(app.config.from_envvar("CONFIG_FILES_SETTINGS", silent=True)))
    try:
        app.config.from_envvar("CONFIG_FILES_SETTINGS")
    except RuntimeError as error:
        log.append(f"names the variable: {'CONFIG_FILES_SETTINGS' in str(error)}")
