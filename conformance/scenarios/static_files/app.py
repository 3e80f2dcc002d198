from datetime import timedelta

from flask import Blueprint, Flask, url_for


class Own(Blueprint):
    def get_send_file_max_age(self, filename):
        return 7


log = []
app = Flask(__name__)
bp = Own("bp", __name__, static_folder="bp_static", static_url_path="/own", url_prefix="/bp")
app.register_blueprint(bp)


@app.get("/urls")
def urls():
    return f"{url_for('static', filename='style.css')} {url_for('bp.static', filename='b.txt')}"


def variants():
    for options in (
        {"static_folder": "files"},
        {"static_url_path": "/assets"},
        {"static_folder": None},
        {"static_url_path": ""},
        {"static_url_path": "/x/"},
        {"static_folder": "static/"},
    ):
        made = Flask(__name__, **options)
        rules = [rule.rule for rule in made.url_map.iter_rules()]
        log.append(f"{made.static_url_path} {made.has_static_folder} {rules}")


def max_age():
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(minutes=1)
